"""What the public pages keep: pages, notices, privacy notices, the cache's generation."""

from cms.models.advice import AdviceMatter, AdvicePage, advice_for
from cms.models.campaigns import CampaignPage, LinkDay, ShortLink
from cms.models.feedback import AlarmPhrase, Feedback
from cms.models.front_end import FrontEndDraft
from cms.models.generation import Generation
from cms.models.home import HomePage
from cms.models.image import Rendition, SiteImage
from cms.models.look import AgencyLook
from cms.models.news import NewsListPage, NewsPage
from cms.models.notice import Notice
from cms.models.outgoing import OutgoingLink
from cms.models.pages import InformationPage, ListedPage, ListPage, PublicPage, ReadingPage
from cms.models.printed import PrintedCode
from cms.models.privacy import PrivacyNotice
from cms.models.register import PrivacyRegisterPage
from cms.models.steps import StepByStepPage
from cms.models.translation import TranslationSeen
from cms.models.video import Video

__all__ = [
    "AdviceMatter",
    "AdvicePage",
    "AgencyLook",
    "AlarmPhrase",
    "CampaignPage",
    "Feedback",
    "FrontEndDraft",
    "Generation",
    "HomePage",
    "InformationPage",
    "LinkDay",
    "ListPage",
    "ListedPage",
    "NewsListPage",
    "NewsPage",
    "Notice",
    "OutgoingLink",
    "PrintedCode",
    "PrivacyNotice",
    "PrivacyRegisterPage",
    "PublicPage",
    "ReadingPage",
    "Rendition",
    "ShortLink",
    "SiteImage",
    "StepByStepPage",
    "TranslationSeen",
    "Video",
    "advice_for",
]
