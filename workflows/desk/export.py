"""The queue as a table for a spreadsheet: every report that the filters find, row by row, however many there are."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from workflows import places
from workflows.definition import Definition, Group, Question, is_not_sure, kind_of
from workflows.definition.conditions import NOT_SURE
from workflows.definition.kinds.location import DEGREES, Location, is_point
from workflows.definition.kinds.parts import Composite
from workflows.definition.kinds.place import PARTS
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
# The part of a place that is looked up, not asked.
NEIGHBOURHOOD = "neighbourhood"
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
    columns = answer_columns(filters.report_type) if filters.report_type else []
    asked: dict[str, Any] = {
        "state": filters.state,
        "type": filters.report_type,
        "unit": filters.unit,
        "overdue": filters.overdue,
    }
    record("exported", by=user, searched=bool(filters.query), **asked)
    rows = (row for part in matching(user, filters) for row in _rows(part, columns))
    names = [name for each in columns for name in each.names]
    response = StreamingHttpResponse(_lines(names, rows), content_type="text/csv; charset=utf-8")
    name = f"reports-{local_day().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one question: one, or one for each part of its answer. "Not sure" stands in the first."""

    key: str
    parts: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Their headings."""
        return [f"{self.key}.{part}" for part in self.parts] or [self.key]

    def of(self, answers: Mapping[str, Any]) -> list[Any]:
        """Return what stands in them for one report."""
        value = answers.get(self.key)
        if not self.parts:
            return [value]
        if not isinstance(value, dict) or is_not_sure(value):
            whole = NOT_SURE if is_not_sure(value) else value
            return [whole, *[None] * (len(self.parts) - 1)]
        cells = list(map(value.get, self.parts))
        if self.parts[-1] == NEIGHBOURHOOD and is_point(value):
            cells[-1] = str(places.neighbourhood_at(value["lat"], value["lon"]) or "")
        return cells


def answer_columns(report_type: str) -> list[Columns]:
    """Return the columns of every question that a version of the type has or had, the latest version's order first.

    An answer with parts, such as a person, has a column for each part; a group of rows is one cell of JSON.
    """
    versions = FormVersion.objects.filter(report_type__key=report_type).order_by("-number")
    found: dict[str, Columns] = {}
    for version in versions:
        for key, asked in Definition.of(version.definition).asked.items():
            found.setdefault(key, Columns(key, _parts_of(asked)))
    return list(found.values())


def _parts_of(asked: Question | Group) -> tuple[str, ...]:
    kind = kind_of(asked) if isinstance(asked, Question) else None
    if isinstance(kind, Location):
        return (*PARTS, *DEGREES, NEIGHBOURHOOD)
    return tuple(part.name for part in kind.all_parts) if isinstance(kind, Composite) else ()


def _rows(reports: Any, columns: list[Columns]) -> Iterator[list[Any]]:
    fields = [*COLUMNS.values(), "answers"] if columns else [*COLUMNS.values()]
    # Most types have no answers with parts: their rows need no more than a look by key.
    keys = None if any(each.parts for each in columns) else [each.key for each in columns]
    for row in reports.values_list(*fields).iterator(chunk_size=AT_ONCE):
        if not columns:
            yield list(row)
            continue
        *plain, answers = row
        cells = map(answers.get, keys) if keys else chain.from_iterable(each.of(answers) for each in columns)
        yield [*plain, *cells]


class _Line:
    """Takes what csv writes and hands it on."""

    def write(self, line: str) -> str:
        return line


def _lines(names: list[str], rows: Iterator[list[Any]]) -> Iterator[str]:
    """Yield the table in pieces of some hundred rows: a piece for each row costs more than the row."""
    write = csv.writer(_Line()).writerow
    yield "\ufeff" + write([*COLUMNS, *names])
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
    return _json(value) if isinstance(value, dict | list | bool) else str(value)
