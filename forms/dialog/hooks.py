"""The ways to the dialog: the button of the editor, what waits for approval, the page's menu."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.models import ListPage
from forms.models import ReportTypePage

REVIEW = "action-review"
SCREENS = (
    ("review", _("Review before publishing"), "view"),
    ("questions", _("Questions and retiring"), "help"),
    ("versions", _("Versions and export"), "history"),
    ("copy", _("Copy as a new report type"), "copy"),
)


class ReviewMenuItem(ActionMenuItem):
    """Saves the draft and leads to the dialog before publishing."""

    name = REVIEW
    label = _("Review and publish…")
    icon_name = "upload"

    def is_shown(self, context: Any) -> bool:
        """Whoever may save may look; publishing has a permission of its own."""
        return bool(super().is_shown(context))


def review_in_place_of_publishing(menu: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put the dialog where the button to publish is; on a translation that button stays."""
    page = context.get("page")
    if not isinstance(page, ReportTypePage) or context["view"] != "edit" or not page.is_source:
        return
    item = ReviewMenuItem(order=5)
    if not item.is_shown(context):
        return
    publishes = any(isinstance(each, PublishMenuItem) for each in menu)
    menu[:] = [each for each in menu if not isinstance(each, PublishMenuItem)]
    # Second for editors, who submit; where one may publish, after saving, as Wagtail has it.
    menu.insert(min(1, len(menu)) if publishes else len(menu), item)


def lead_to_the_dialog(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After the draft was saved by that button, show the dialog."""
    if request.POST.get(REVIEW) and isinstance(page, ReportTypePage):
        return redirect("report_types:review", page.pk)
    return None


def in_the_menu(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Name the screens of a report type in the page's menu, where somebody who approves finds them too."""
    if isinstance(page, ListPage) and page.permissions_for_user(user).can_add_subpage():
        address = reverse("report_types:import")
        yield Button(_("Import a report type"), address, icon_name="download", priority=45)
    if not isinstance(page, ReportTypePage) or not page.is_source:
        return
    if page.permissions_for_user(user).can_edit():
        for name, label, icon in SCREENS:
            yield Button(label, reverse(f"report_types:{name}", args=[page.pk]), icon_name=icon, priority=45)
