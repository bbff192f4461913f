"""The queue as a table for a spreadsheet: every report that the filters find, row by row, however many there are."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from workflows.definition import Definition
from workflows.desk.doors import desk_view, staff
from workflows.desk.queue import Filters, matching
from workflows.extensions import register_event_kind
from workflows.history import record
from workflows.models import FormVersion
from workflows.working_days import local_day

EXPORT = "workflows.export_submission"
# Column of the table, and the field that it holds.
COLUMNS = {
    "number": "temporary_number",
    "permanent_number": "permanent_number",
    "report_type": "report_type__key",
    "status": "status",
    "submitted_at": "submitted_at",
    "due_on": "due_on",
    "decided_at": "decided_at",
    "unit": "unit__key",
    "reviewer": "reviewer__username",
    "offence": "offence__code",
    "channel": "channel",
    "language": "language",
    "priority": "priority",
    "summary": "summary",
}
# What spreadsheets take for a formula, or strip to find one behind it.
FORMULA = frozenset("=+-@\t\r\n")
AT_ONCE = 500
_json = json.JSONEncoder(ensure_ascii=False).encode
register_event_kind("exported", _("Reports exported"))


@require_safe
@desk_view
def reports(request: HttpRequest) -> StreamingHttpResponse:
    """Give what the queue's filters find as CSV; with a type chosen, its answers too. That it was taken is an event."""
    user, filters = staff(request), Filters.of(request.GET)
    if not user.has_perm(EXPORT):
        raise PermissionDenied
    keys = answer_keys(filters.report_type) if filters.report_type else []
    asked: dict[str, Any] = {
        "state": filters.state,
        "type": filters.report_type,
        "unit": filters.unit,
        "overdue": filters.overdue,
    }
    record("exported", by=user, searched=bool(filters.query), **asked)
    rows = (row for part in matching(user, filters) for row in _rows(part, keys))
    response = StreamingHttpResponse(_lines(keys, rows), content_type="text/csv; charset=utf-8")
    name = f"reports-{local_day().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def answer_keys(report_type: str) -> list[str]:
    """Return the key of every question that a version of the type has or had, the latest version's order first."""
    versions = FormVersion.objects.filter(report_type__key=report_type).order_by("-number")
    return list(dict.fromkeys(key for version in versions for key in Definition.of(version.definition).asked))


def _rows(reports: Any, keys: list[str]) -> Iterator[list[Any]]:
    fields = [*COLUMNS.values(), "answers"] if keys else [*COLUMNS.values()]
    for row in reports.values_list(*fields).iterator(chunk_size=AT_ONCE):
        if keys:
            *plain, answers = row
            yield [*plain, *map(answers.get, keys)]
        else:
            yield list(row)


class _Line:
    """Takes what csv writes and hands it on."""

    def write(self, line: str) -> str:
        return line


def _lines(keys: list[str], rows: Iterator[list[Any]]) -> Iterator[str]:
    """Yield the table in pieces of some hundred rows: a piece for each row costs more than the row."""
    write = csv.writer(_Line()).writerow
    yield "\ufeff" + write([*COLUMNS, *keys])
    piece: list[str] = []
    for row in rows:
        piece.append(write(["" if value is None else cell(value) for value in row]))
        if len(piece) == AT_ONCE:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece)


def cell(value: Any) -> str:
    """Return a value as a cell's text that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in FORMULA else value
    return _json(value) if isinstance(value, dict | list) else str(value)
