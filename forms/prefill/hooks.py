"""The way from a report type's page in the admin to its links and QR codes."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button
from wagtail.models import Page

from accounts.admin_numbers import PAGE
from forms.models import ReportTypePage
from forms.prefill.links import links


def links_url() -> list[URLPattern]:
    """Where links and QR codes are made."""
    return [path(f"report-types/{PAGE}/links/", links, name="reportforms_links")]


def links_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """A button in the menu of a report type's page."""
    if isinstance(page.specific_deferred, ReportTypePage) and page.permissions_for_user(user).can_edit():
        address = reverse("reportforms_links", args=[page.pk])
        yield Button(_("Link and QR code"), url=address, icon_name="link", priority=80)
