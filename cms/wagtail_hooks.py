"""Notices and privacy notices in Wagtail's admin, for those who hold the permission."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail_modeladmin.options import modeladmin_register

from cms.campaigns import hooks as campaigns
from cms.feedback import hooks as feedback
from cms.feedback.register import PageFeedback
from cms.models import Notice, PrivacyNotice, Video
from cms.redirecting import hooks as redirecting


class Notices(SnippetViewSet):
    """The list of notices, the latest first."""

    model = Notice
    icon = "warning"
    list_display = ["title", "severity", "starts", "ends"]
    list_filter = ["severity"]
    search_fields = ["title_en", "title_fr"]


class PrivacyNotices(SnippetViewSet):
    """The list of privacy notices."""

    model = PrivacyNotice
    icon = "lock"
    list_display = ["key", "officer_en"]


class PublicTexts(SnippetViewSetGroup):
    """One place in the menu for texts that are no pages."""

    menu_label = _("Notices")
    menu_icon = "warning"
    items = (Notices, PrivacyNotices)


register_snippet(PublicTexts)
# Before Wagtail's own, so that its addresses show our screens.
hooks.register("register_admin_urls", redirecting.urls, order=-10)
hooks.register("register_reports_menu_item", redirecting.printed_menu_item)
hooks.register("before_move_page", redirecting.warn_before_moving)

hooks.register("register_admin_urls", campaigns.urls)
hooks.register("register_admin_menu_item", campaigns.menu_item)
hooks.register("register_page_header_buttons", campaigns.button)
modeladmin_register(PageFeedback)
hooks.register("register_admin_urls", feedback.urls)
hooks.register("register_reports_menu_item", feedback.menu_item)


class Videos(SnippetViewSet):
    """The list of videos that pages can show."""

    model = Video
    icon = "media"
    menu_label = _("Videos")
    list_display = ["title_en", "title_fr"]
    add_to_admin_menu = True
    menu_order = 320


register_snippet(Videos)
