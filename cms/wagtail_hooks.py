"""Notices and privacy notices in Wagtail's admin, for those who hold the permission."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.contrib.settings.registry import registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail_modeladmin.options import modeladmin_register

from cms import look, theme
from cms.campaigns import hooks as campaigns
from cms.checking import hooks as checking
from cms.checking.panel import edit_with_check
from cms.comparing import compare_blocks_so
from cms.feedback import hooks as feedback
from cms.feedback.register import PageFeedback
from cms.models import AgencyLook, Notice, PrivacyNotice, Video
from cms.models.notice import State
from cms.outgoing import hooks as outgoing
from cms.redirecting import hooks as redirecting
from cms.translating import admin_api, moving
from cms.translating import hooks as translating


class NoticeFilters(WagtailFilterSet):
    """By state and severity."""

    state = ChoiceFilter(choices=State.choices, method="in_state", label=_("State"))

    class Meta:
        model = Notice
        fields = ["state", "severity"]

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        """Return those that are in a state now."""
        return rows.in_state(value, now())


class Notices(SnippetViewSet):
    """The list of notices, the latest first, with where each stands."""

    model = Notice
    icon = "warning"
    list_display = [
        "title",
        StatusTagColumn("state_shown", label=_("State"), primary=lambda row: row.state == State.SHOWING),
        "severity",
        "starts",
        "ends",
        Column("where", label=_("Where")),
    ]
    filterset_class = NoticeFilters
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
hooks.register("before_move_page", moving.before_moving)
hooks.register("after_move_page", moving.after_moving)
hooks.register("before_bulk_action", moving.before_moving_several)
hooks.register("after_bulk_action", moving.after_moving_several)
hooks.register("construct_admin_api", admin_api.register)

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
hooks.register("register_admin_urls", translating.urls)
hooks.register("register_admin_menu_item", translating.menu_item)
hooks.register("register_admin_urls", outgoing.urls)
hooks.register("register_reports_menu_item", outgoing.menu_item)
hooks.register("register_admin_urls", checking.urls)
hooks.register("construct_page_action_menu", checking.offer_check)
hooks.register("after_edit_page", checking.lead_to_check)
hooks.register("register_page_header_buttons", checking.button)
hooks.register("insert_global_admin_css", checking.sheet)
hooks.register("insert_editor_js", checking.led_here)
hooks.register("insert_editor_js", checking.saved_once)
# Last of all: it answers in place of Wagtail's view.
hooks.register("before_edit_page", edit_with_check, order=1000)


@hooks.register("insert_global_admin_css", order=100)
def colours_of_the_agency() -> str:
    """Give the staff's screens the agency's colours; the address changes with them."""
    address, version = reverse("cms:theme_in_admin"), theme.served_in_admin(look.current().theme)[1]
    return format_html('<link rel="stylesheet" href="{}?v={}">', address, version)


registry.register(AgencyLook, icon="palette")
compare_blocks_so()
