"""What the public pages keep: pages, notices, privacy notices, the cache's generation."""

from cms.models.campaigns import CampaignPage, LinkDay, ShortLink
from cms.models.generation import Generation
from cms.models.notice import Notice
from cms.models.pages import HomePage, InformationPage, ListedPage, ListPage
from cms.models.printed import PrintedCode
from cms.models.privacy import PrivacyNotice

__all__ = [
    "CampaignPage",
    "Generation",
    "HomePage",
    "InformationPage",
    "LinkDay",
    "ListPage",
    "ListedPage",
    "Notice",
    "PrintedCode",
    "PrivacyNotice",
    "ShortLink",
]
