"""Where the picture is found in Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button
from wagtail.models import Page

from accounts.admin_numbers import PAGE
from forms.flow import views
from forms.models import ReportTypePage


def urls() -> list[URLPattern]:
    """Return the addresses of the picture, below the admin's."""
    at = f"report-types/{PAGE}/flow"
    return [
        path(f"{at}/", views.picture, name="reportforms_flow"),
        path(f"{at}/picture.svg", views.download, name="reportforms_flow_download"),
    ]


def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """A button in the menu of a report type's page."""
    if isinstance(page.specific_deferred, ReportTypePage) and page.permissions_for_user(user).can_edit():
        address = reverse("reportforms_flow", args=[page.pk])
        yield Button(_("Picture of the way"), url=address, icon_name="site", priority=14)
