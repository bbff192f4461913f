"""What the check puts into Wagtail's admin: addresses, buttons of a page, the editor's panel, its script."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from accounts.admin_numbers import PAGE
from forms.checking import views
from forms.models import ReportTypePage


def urls() -> list[URLPattern]:
    """Return the addresses of the check, below the admin's."""
    at = f"report-types/{PAGE}"
    return [
        path(f"{at}/check/", views.on_screen, name="reportforms_check"),
        path(f"{at}/check/saved/", views.saved, name="reportforms_check_saved"),
        path(f"{at}/check/still-right/", views.still_right, name="reportforms_still_right"),
    ]


def buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer the check and the trying in the menu of a report type that one may edit."""
    report_type = page.specific_deferred
    if isinstance(report_type, ReportTypePage) and page.permissions_for_user(user).can_edit():
        check = reverse("reportforms_check_saved", args=[page.pk])
        yield Button(_("Check the draft"), check, icon_name="clipboard-list", priority=12)
        yield Button(_("Try it"), reverse("reportforms_try", args=[page.pk]), icon_name="view", priority=13)
