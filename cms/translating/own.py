"""What this app itself has to translate. Apps above it register theirs before: their `ready()` runs first."""

from django.utils.translation import gettext_lazy as _

from cms.models import Notice, PrivacyNotice, SiteImage, Video
from cms.translating.items import register_source
from cms.translating.pages import pages_source
from cms.translating.pairs import pairs_source


def put_on_the_map() -> None:
    """Register pages, notices, privacy notices, images and videos."""
    register_source(pages_source("pages", _("pages")))
    register_source(
        pairs_source(
            "notices",
            _("notices"),
            Notice,
            "wagtailsnippets_cms_notice:edit",
            wanted=lambda notice: not notice.only_in,
        )
    )
    register_source(
        pairs_source(
            "privacy_notices", _("privacy notices"), PrivacyNotice, "wagtailsnippets_cms_privacynotice:edit"
        )
    )
    register_source(pairs_source("images", _("images"), SiteImage, "wagtailimages:edit", order=51))
    register_source(pairs_source("videos", _("videos"), Video, "wagtailsnippets_cms_video:edit", order=52))
