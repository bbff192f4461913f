"""What editors of report types get beside Wagtail's own: what changed, open drafts, a line in the history."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from forms.changes import changes
from forms.drafts import drafts_on_older
from forms.library import ReusablePartViewSet
from forms.models import ReportTypePage
from forms.prefill.hooks import links_button, links_url
from forms.publishing import findings_for
from workflows.models import FormVersion

SEEN = "reportforms_seen_version"

register_snippet(ReusablePartViewSet)
hooks.register("register_admin_urls", links_url)
hooks.register("register_page_header_buttons", links_button)


@hooks.register("before_edit_page")
def remember_version(request: HttpRequest, page: Page) -> None:
    """Keep which version was current before the editor's request."""
    if isinstance(page, ReportTypePage) and request.method == "POST":
        setattr(request, SEEN, page.version.pk if page.version else None)


@hooks.register("after_publish_page")
def say_what_changed(request: HttpRequest, page: Page) -> None:
    """Tell who published what changed since the last version, and how many drafts stay on older ones."""
    if isinstance(page, ReportTypePage) and page.version is not None:
        messages.info(request, published(page.version, getattr(request, SEEN, None)))
        for finding in findings_for(page):
            messages.warning(request, finding.sentence)


@hooks.register("after_edit_page")
def say_after_approval(request: HttpRequest, page: Page) -> None:
    """Tell the same to who approved the page from the editor."""
    if request.POST.get("action-workflow-action") and isinstance(page, ReportTypePage):
        now = ReportTypePage.objects.get(pk=page.pk)
        if now.version is not None and now.version.pk != getattr(request, SEEN, None):
            say_what_changed(request, now)


def published(version: FormVersion, before_pk: int | None) -> str:
    """Return what the message says, as HTML."""
    if before_pk == version.pk:
        heading = _("The form did not change: version %(number)d stays.") % {"number": version.number}
        return format_html("{} {}", heading, older_drafts(version))
    before = FormVersion.objects.filter(pk=before_pk).first() if before_pk else None
    if before is None:
        return format_html(
            "{}", _("This is version %(number)d of the form, the first.") % {"number": version.number}
        )
    heading = _("This is version %(number)d of the form. Since version %(before)d:")
    sentences = format_html_join(
        "", "<li>{}</li>", ([each] for each in changes(before.definition, version.definition))
    )
    values = {"number": version.number, "before": before.number}
    return format_html("{}<ul>{}</ul>{}", heading % values, sentences, older_drafts(version))


def older_drafts(version: FormVersion) -> str:
    """Return how many citizens finish their report on an older version."""
    count = drafts_on_older(version.report_type)
    if not count:
        return _("No draft is open on an older version.")
    sentence = ngettext(
        "%(count)d draft is open on an older version and ends on it.",
        "%(count)d drafts are open on older versions and end on them.",
        count,
    )
    return sentence % {"count": count}


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
