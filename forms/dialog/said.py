"""What is said after publishing: the version, what changed, and how many drafts stay on older ones."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.changes import changes
from forms.drafts import drafts_on_older
from forms.models import ReportTypePage
from forms.publishing import findings_for
from workflows.models import FormVersion


def say_what_changed(request: HttpRequest, page: ReportTypePage, before: int | None) -> None:
    """Tell who published what changed since the version `before`, and what could be better."""
    if page.version is None:
        return
    messages.info(request, published(page.version, before))
    for finding in findings_for(page):
        messages.warning(request, finding.sentence)


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
    count = drafts_on_older(version.report_type) if version.report_type else 0
    if not count:
        return _("No draft is open on an older version.")
    sentence = ngettext(
        "%(count)d draft is open on an older version and ends on it.",
        "%(count)d drafts are open on older versions and end on them.",
        count,
    )
    return sentence % {"count": count}
