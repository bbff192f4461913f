"""The check beside the editor of a page, in a side panel that stays in sight.

Wagtail has no hook for side panels of pages: its hooks before editing and creating may answer in its place, so they
answer with the same views, one panel richer. Kinds of pages with a check of their own leave this one out.
"""

from typing import Any

from django.forms import Media, Script
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from cms.checking.form import CheckedPageForm


def has_check(page: Page) -> bool:
    """Whether a page has this check: kinds of pages with a form of their own, such as report types, look themselves."""
    form: Any = getattr(page, "base_form_class", None)
    return form is not None and issubclass(form, CheckedPageForm) and not page.alias_of_id


class PageCheckPanel(BaseSidePanel):
    """What the check says of the page on the screen; the script fetches it after each change."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button in the header, with the number of things that block."""

        aria_label = _("Toggle the check of the page")
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

    name = "page-check"
    title = _("Before publishing")
    template_name = "cms/admin/page_check_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the addresses."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        pk = self.object.pk
        return {
            **context,
            "check_url": reverse("cms_page_check", args=[pk]) if pk else "",
            "saved_url": reverse("cms_page_check_saved", args=[pk]) if pk else "",
        }

    @property
    def media(self) -> Media:
        """The script that asks for the check and leads to what it names."""
        script: Any = Script("cms/admin-check.js", type="module")
        return Media(js=[script])


class EditPublicPage(EditView):
    """Editing a page, with the check among the side panels."""

    def get_side_panels(self) -> MediaContainer:
        """Put the check first; answers to autosave carry no panel that its own script keeps up to date."""
        panels = super().get_side_panels()
        if self.expects_json_response:
            return panels
        return MediaContainer([PageCheckPanel(self.page, self.request), *panels])

    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Run Wagtail's hooks, but not once more the one from within which this view is called."""
        return None if hook_name == "before_edit_page" else super().run_hook(hook_name, *args, **kwargs)


def edit_with_check(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Show the editor of a public page with its check."""
    here = request.resolver_match
    if here is None or here.url_name != "edit" or not has_check(page):
        return None
    answer: HttpResponse = EditPublicPage.as_view()(request, page_id=page.pk)
    return answer
