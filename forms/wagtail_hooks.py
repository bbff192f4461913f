"""What editors of report types get beside Wagtail's own: what changed, open drafts, a line in the history."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from forms.checking import hooks as checking
from forms.checking.panel import create_with_check, edit_with_check
from forms.dialog.hooks import in_the_menu, lead_to_the_dialog, review_in_place_of_publishing
from forms.dialog.said import say_what_changed
from forms.finder.counts import counts_menu_item, counts_url
from forms.finder.hooks import say_what_a_translation_has_more
from forms.flow import hooks as flow
from forms.library import ReusablePartViewSet, keep_what_is_used, say_what_it_keeps_back
from forms.models import ReportTypePage
from forms.prefill.hooks import links_button, links_url
from forms.surveys import checking as surveys
from forms.trying import hooks as trying

SEEN = "reportforms_seen_version"

register_snippet(ReusablePartViewSet)
hooks.register("register_admin_urls", links_url)
hooks.register("register_admin_urls", counts_url)
hooks.register("register_reports_menu_item", counts_menu_item)
hooks.register("after_publish_page", say_what_a_translation_has_more)
hooks.register("register_page_header_buttons", links_button)
hooks.register("before_delete_snippet", keep_what_is_used)
hooks.register("after_edit_snippet", say_what_it_keeps_back)
hooks.register("construct_page_action_menu", review_in_place_of_publishing)
hooks.register("after_edit_page", lead_to_the_dialog)
hooks.register("register_page_header_buttons", in_the_menu)
hooks.register("register_admin_urls", checking.urls)
hooks.register("register_admin_urls", surveys.urls)
hooks.register("register_page_header_buttons", surveys.button)
hooks.register("register_admin_urls", trying.urls)
hooks.register("register_page_header_buttons", checking.buttons)
hooks.register("register_admin_urls", flow.urls)
hooks.register("register_page_header_buttons", flow.button)
# Last of all: they answer in place of Wagtail's views.
hooks.register("before_edit_page", edit_with_check, order=1000)
hooks.register("before_edit_page", surveys.edit_with_check, order=1000)
hooks.register("before_create_page", create_with_check, order=1000)
hooks.register("before_create_page", surveys.create_with_check, order=1000)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Where report types are reviewed, exported, imported and copied, and questions retired."""
    return [path("report-types/", include("forms.admin_urls"))]


@hooks.register("before_edit_page")
def remember_version(request: HttpRequest, page: Page) -> None:
    """Keep which version was current before the editor's request."""
    if isinstance(page, ReportTypePage) and request.method == "POST":
        setattr(request, SEEN, page.version.pk if page.version else None)


@hooks.register("after_publish_page")
def say_after_publishing(request: HttpRequest, page: Page) -> None:
    """Tell who published what changed since the last version, and how many drafts stay on older ones."""
    if isinstance(page, ReportTypePage):
        say_what_changed(request, page, getattr(request, SEEN, None))


@hooks.register("after_edit_page")
def say_after_approval(request: HttpRequest, page: Page) -> None:
    """Tell the same to who approved the page from the editor."""
    if request.POST.get("action-workflow-action") and isinstance(page, ReportTypePage):
        now = ReportTypePage.objects.get(pk=page.pk)
        if now.version is not None and now.version.pk != getattr(request, SEEN, None):
            say_after_publishing(request, now)


@hooks.register("register_log_actions")
def register_refusal(actions: Any) -> None:
    """Show in a page's history that it was not published on schedule, and why."""

    @actions.register_action("constat.publish.refused")
    class ScheduleRefused(LogFormatter):
        label = gettext_lazy("Refuse scheduled publishing")

        def format_message(self, entry: Any) -> str:
            """Return the line of the history."""
            return _("Not published on schedule: %(why)s") % {
                "why": " ".join(entry.data.get("sentences", []))
            }


def log_refusal(page: Page, sentences: list[str]) -> None:
    """Write into a page's history that it was refused on schedule."""
    log(instance=page, action="constat.publish.refused", data={"sentences": sentences})


@hooks.register("insert_global_admin_css")
def editor_css() -> str:
    """Lay the boxes of the two languages side by side."""
    return format_html('<link rel="stylesheet" href="{}">', static("forms/editor.css"))
