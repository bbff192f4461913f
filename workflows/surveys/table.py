"""Results as a table for a spreadsheet: the same cells are hidden as on the screen."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from workflows.surveys.results import QuestionResult, Results


def csv_of(results: Results) -> str:
    """Return the results as CSV, with a mark that spreadsheets read as UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written)
    groups = [safe_cell(each) for each in results.groups]
    writer.writerow([_("Question"), _("Answer"), _("All"), _("Percent"), *groups])
    writer.writerow(
        [_("Sent"), "", _cell(results.rate.sent), "", *(_cell(each.sent) for each in results.rates)]
    )
    answered = (_cell(each.answered) for each in results.rates)
    writer.writerow([_("Answered"), "", _cell(results.rate.answered), _cell(results.rate.percent), *answered])
    for question in results.questions:
        writer.writerows(_rows(question))
    return "\ufeff" + written.getvalue()


def _rows(question: QuestionResult) -> Iterator[list[str]]:
    label = safe_cell(question.label)
    yield [label, _("Answers in all"), _cell(question.n), "", *map(_cell, question.by_n)]
    for row in question.rows:
        yield [label, safe_cell(row.label), _cell(row.count), _cell(row.share), *map(_cell, row.by)]
    if question.mean is not None:
        yield [label, _("Mean"), _cell(question.mean), "", *map(_cell, question.by_mean)]


def _cell(value: float | None) -> str:
    return _("hidden") if value is None else str(value)


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
