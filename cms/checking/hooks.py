"""The ways to the check: addresses, a button among the editor's, one in the page's menu, its sheet and script."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

import accounts.admin_numbers  # noqa: F401 - the converter "short"
from cms.checking import views
from cms.checking.panel import has_check

CHECK = "action-check"


class CheckMenuItem(ActionMenuItem):
    """Saves the draft and leads to its check."""

    name = CHECK
    label = gettext_lazy("Check, then publish…")
    icon_name = "clipboard-list"


def urls() -> list[URLPattern]:
    """Return the addresses of the check."""
    at = "page-check/<short:page_id>"
    return [
        path(f"{at}/", views.saved, name="cms_page_check_saved"),
        path(f"{at}/screen/", views.on_screen, name="cms_page_check"),
        path(f"{at}/publish/", views.publish, name="cms_page_check_publish"),
    ]


def offer_check(menu: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put the check among the editor's buttons."""
    page = context.get("page")
    item = CheckMenuItem(order=8)
    if context["view"] == "edit" and page is not None and has_check(page) and item.is_shown(context):
        menu.insert(min(1, len(menu)), item)


def lead_to_check(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After the draft was saved by that button, show its check."""
    if request.POST.get(CHECK) and has_check(page):
        return redirect("cms_page_check_saved", page.pk)
    return None


def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer the check in the menu of a page that one may edit."""
    if has_check(page.specific_deferred) and page.permissions_for_user(user).can_edit():
        address = reverse("cms_page_check_saved", args=[page.pk])
        yield Button(_("Check the draft"), address, icon_name="clipboard-list", priority=12)


def sheet() -> str:
    """The looks of every check, on whatever screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin-check.css"))


def led_here() -> str:
    """Load what opens tabs, panels and blocks on the way to the box that an address names."""
    return format_html('<script type="module" src="{}"></script>', static("cms/admin-reveal.js"))


def saved_once() -> str:
    """Load what lets a press on a button wait while Wagtail saves by itself."""
    return format_html('<script type="module" src="{}"></script>', static("cms/admin-save-once.js"))
