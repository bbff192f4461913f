"""What hangs on a report type beside what Wagtail knows: drafts, reports, the finder in the other language."""

from collections.abc import Iterator

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.uses import Use
from forms.finder.nodes import nodes_of
from forms.models import FinderPage, ReportTypePage
from workflows.models import Submission


def uses(row: Model) -> Iterator[Use]:
    """Yield what uses a page of a report type."""
    if isinstance(row, ReportTypePage):
        yield from _of_citizens(row)
        yield from _of_finders(row)


def _of_citizens(page: ReportTypePage) -> Iterator[Use]:
    if page.report_type is None:
        return
    rows = Submission.objects.filter(report_type=page.report_type)
    drafts = rows.filter(status="draft").count()
    if drafts:
        sentence = ngettext(
            "%(count)d unfinished report. It can still be sent.",
            "%(count)d unfinished reports. They can still be sent.",
            drafts,
        )
        yield Use(sentence % {"count": drafts})
    sent = rows.exclude(status="draft").count()
    if sent:
        sentence = ngettext("%(count)d report. It stays.", "%(count)d reports. They stay.", sent)
        yield Use(sentence % {"count": sent})


def _of_finders(page: ReportTypePage) -> Iterator[Use]:
    own = {page.pk, *page.get_translations().values_list("pk", flat=True)}
    for finder in FinderPage.objects.live().filter(locale=page.locale_id):
        if own & {answer.type_id for node in nodes_of(finder) for answer in node.answers}:
            edit = reverse("wagtailadmin_pages:edit", args=[finder.pk])
            yield Use(_("The finder “%(title)s” leads here") % {"title": finder.title}, edit)
