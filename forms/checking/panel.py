"""The check beside the editor: a side panel of Wagtail's, which stays in sight whatever tab is open.

Wagtail has no hook for side panels of pages. Its hooks before editing and creating may answer in its place, so they
answer with the same views, one panel richer.
"""

from typing import Any

from django.forms import Media, Script
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from forms.models import ReportTypePage


class CheckSidePanel(BaseSidePanel):
    """What the check says of the form on the screen; the script fetches it after each change."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button in the header, with the number of things that block."""

        aria_label = _("Toggle the check of the form")
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

    name = "form-check"
    title = _("Check of the form")
    template_name = "forms/admin/check_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the addresses; a page that was never saved has none yet."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        pk = self.object.pk
        return {
            **context,
            "check_url": reverse("reportforms_check", args=[pk]) if pk else "",
            "saved_url": reverse("reportforms_check_saved", args=[pk]) if pk else "",
            "try_url": reverse("reportforms_try", args=[pk]) if pk else "",
        }

    @property
    def media(self) -> Media:
        """The script that asks for the check and leads to what it names."""
        scripts: Any = [
            Script(name, type="module") for name in ("cms/admin-check.js", "forms/admin-samples.js")
        ]
        return Media(js=scripts)


class EditReportType(EditView):
    """Editing a report type, with the check among the side panels."""

    def get_side_panels(self) -> MediaContainer:
        """Put the check first; answers to autosave carry no panel that its own script keeps up to date."""
        if self.expects_json_response:
            return super().get_side_panels()
        return _with_check(super().get_side_panels(), self.page, self.request)

    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Run Wagtail's hooks, but not once more the one from within which this view is called."""
        return None if hook_name == "before_edit_page" else super().run_hook(hook_name, *args, **kwargs)


class CreateReportType(CreateView):
    """Writing a new report type, with the check among the side panels."""

    def get_side_panels(self) -> MediaContainer:
        """Put the check first."""
        return _with_check(super().get_side_panels(), self.page, self.request)

    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Run Wagtail's hooks, but not once more the one from within which this view is called."""
        return None if hook_name == "before_create_page" else super().run_hook(hook_name, *args, **kwargs)


def edit_with_check(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Show the editor of a report type with its check; others, and translations, have Wagtail's own."""
    if not _is_at(request, "edit") or not isinstance(page, ReportTypePage):
        return None
    if not page.is_source or page.alias_of_id:
        return None
    answer: HttpResponse = EditReportType.as_view()(request, page_id=page.pk)
    return answer


def create_with_check(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse | None:
    """Show the form of a new report type with its check."""
    if not _is_at(request, "add") or not issubclass(page_class, ReportTypePage):
        return None
    names = (page_class._meta.app_label, page_class._meta.model_name)
    answer: HttpResponse = CreateReportType.as_view()(request, *names, parent.pk)
    return answer


def _is_at(request: HttpRequest, name: str) -> bool:
    """Whether it is Wagtail's view of this name that runs the hook: others run it too, such as the one that reverts."""
    return request.resolver_match is not None and request.resolver_match.url_name == name


def _with_check(panels: MediaContainer, page: Page, request: HttpRequest) -> MediaContainer:
    return MediaContainer([CheckSidePanel(page, request), *panels])
