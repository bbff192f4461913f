"""Campaigns in Wagtail's admin: addresses, the menu, a button in the page's menu."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

import accounts.admin_numbers  # noqa: F401 - the converter "short"
from cms.campaigns import screens
from cms.models import CampaignPage


def urls() -> list[URLPattern]:
    """Where campaigns are looked after."""
    return [
        path("campaigns/", screens.campaigns, name="cms_campaigns"),
        path("campaigns/<short:page_id>/", screens.campaign, name="cms_campaign"),
        path("campaigns/<short:page_id>/links/new/", screens.new_link, name="cms_new_link"),
        path("campaigns/<short:page_id>/numbers.csv", screens.table, name="cms_campaign_table"),
        path("campaigns/links/<short:link_id>/", screens.change_link, name="cms_change_link"),
        path("campaigns/links/<short:link_id>/code.<str:kind>", screens.code, name="cms_link_code"),
        path(
            "campaigns/links/<short:link_id>/<str:kind>-<str:languages>.pdf",
            screens.paper_file,
            name="cms_link_paper",
        ),
    ]


class CampaignsItem(MenuItem):
    """The way to the campaigns, for those who may see their links."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(screens.VIEW)


def menu_item() -> MenuItem:
    """Between the pages and the notices."""
    address = reverse_lazy("cms_campaigns")
    return CampaignsItem(gettext_lazy("Campaigns"), address, name="campaigns", icon_name="link", order=250)


def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The way from a campaign's page to its links and numbers."""
    found = page.specific_deferred
    if isinstance(found, CampaignPage) and user.has_perm(screens.VIEW):
        original = screens.originals().filter(translation_key=found.translation_key).first()
        if original is not None:
            address = reverse("cms_campaign", args=[original.pk])
            yield Button(_("Links, codes and numbers"), url=address, icon_name="link", priority=80)
