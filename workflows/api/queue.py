"""The queue over the API, and what it can be asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from ninja import Router

from workflows import definition
from workflows.api import shapes
from workflows.api.answers import answers
from workflows.api.expand import asked_parts, expands, with_parts
from workflows.api.keys import StaffToken, reader_of
from workflows.api.refusals import Unprocessable, unknown
from workflows.api.replies import ROOT, language_of, moment, reply
from workflows.desk.filters import BESIDE, FIELDS, SORTS, Unread, described, read_filters
from workflows.desk.queue import PAGE_SIZE, lines_of, read_cursor, version_titles
from workflows.models import FormVersion, Unit
from workflows.models.submissions import OPEN
from workflows.working_days import local_day

router = Router(tags=["Desk"])
READ = StaffToken("desk:read")
# What a line shows, and nothing else is read.
SHOWN = (
    *("temporary_number", "permanent_number", "status", "version", "report_type__key", "form_version"),
    *("form_version__digest", "summary", "due_on", "reviewer__username", "submitted_at", "unit__key"),
    *("priority", "language", "channel", "source"),
)
PARTS = ("definitions", "units", "filters")


def asked_for(view: Any) -> Any:
    """Say in the API's document what the queue can be asked for: the same list that reads it."""
    view.parameters = [
        *(
            {
                "in": "query",
                "name": each.parameter,
                "required": False,
                "description": f"{field.title}: {each.title}"
                + (" (with commas)" if each.name == "any_of" else ""),
                "schema": dict(each.schema),
            }
            for field in FIELDS
            for each in field.operators
        ),
        {
            "in": "query",
            "name": "sort",
            "required": False,
            "description": "The order; `queue` without it.",
            "schema": {"type": "string", "enum": [each.token for each in SORTS]},
        },
        {
            "in": "query",
            "name": "cursor",
            "required": False,
            "description": "Where the page begins: from `next`.",
            "schema": {"type": "string", "maxLength": 80},
        },
        *getattr(view, "parameters", ()),
    ]
    return view


@router.get(
    "/desk/reports",
    auth=READ,
    summary="The queue",
    operation_id="desk_queue",
    response=answers({200: shapes.DeskList}, 401, 403, 422),
)
@asked_for
@expands(*PARTS)
def queue(request: HttpRequest) -> HttpResponse:
    """List 25 reports of the caller's units that fit every filter; GET desk/filters describes them."""
    user, language = reader_of(request), language_of(request)
    asked = asked_parts(request, PARTS)
    given = {name: request.GET[name] for name in request.GET if name not in ("cursor", "language", "expand")}
    try:
        filters = read_filters(given, user)
    except Unread as problem:
        raise Unprocessable(problems=[problem.problem]) from problem
    cursor = request.GET.get("cursor", "")
    if cursor and read_cursor(cursor, filters) is None:
        raise unknown("cursor", _("This is not a cursor of this list. Begin at the start."))
    rows, following = lines_of(user, filters, cursor or None, SHOWN)
    page = {"items": lines(rows, language), "next": _next(request, following)}
    parts = {
        "definitions": lambda: _definitions({row["form_version"] for row in rows}),
        "units": lambda: _units({row["unit__key"] for row in rows}, language),
        "filters": lambda: _filters(user, language),
    }
    return reply(with_parts(page, asked, parts))


def _next(request: HttpRequest, cursor: str | None) -> str | None:
    """Return the address of the next page: the same question, further on."""
    if cursor is None:
        return None
    asked = [(name, value) for name, values in request.GET.lists() if name != "cursor" for value in values]
    return f"{ROOT}/desk/reports?{urlencode([*[each for each in asked if each[1]], ('cursor', cursor)])}"


def lines(rows: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Return rows of the queue as the API gives them."""
    titles = version_titles({row["form_version"]: row["form_version__digest"] for row in rows})
    today = local_day()
    return [_line(row, titles.get(row["form_version"], {}), today, language) for row in rows]


def _line(row: Mapping[str, Any], title: Mapping[str, str], today: date, language: str) -> dict[str, Any]:
    due, here = row["due_on"], f"{ROOT}/desk/reports/{row['temporary_number']}"
    return {
        "number": row["temporary_number"],
        "permanent_number": row["permanent_number"],
        "status": row["status"],
        "version": row["version"],
        "report_type": row["report_type__key"],
        "title": definition.pick(title, language),
        "summary": row["summary"],
        "due_on": due.isoformat() if due else None,
        "overdue": bool(row["status"] in OPEN and due and due < today),
        "claimed_by": row["reviewer__username"],
        "submitted_at": moment(row["submitted_at"]),
        "unit": row["unit__key"],
        "priority": row["priority"],
        "language": row["language"],
        "channel": row["channel"],
        "source": row["source"],
        "href": here,
        "links": {
            "self": here,
            "workflow": f"{here}/workflow",
            "history": f"{here}/history",
            "definition": f"{ROOT}/definitions/{row['form_version__digest']}",
        },
    }


def _definitions(ids: set[int]) -> list[dict[str, Any]]:
    """Return the versions that a page's reports are of, each once, by digest."""
    versions = FormVersion.objects.filter(pk__in=ids).order_by("digest")
    return [{"digest": each.digest, "body": each.definition} for each in versions]


def _units(keys: set[str], language: str) -> list[dict[str, str]]:
    return [{"token": each.key, "title": each.title(language)} for each in Unit.objects.filter(key__in=keys)]


def _filters(user: Any, language: str) -> dict[str, Any]:
    return {
        "items": described(user, language),
        "next": None,
        "sort": {
            "parameter": "sort",
            "default": SORTS[0].token,
            "choices": [{"token": each.token, "title": str(each.title)} for each in SORTS],
        },
        "page": {"parameter": "cursor", "size": PAGE_SIZE},
        "beside": list(BESIDE),
        "href": f"{ROOT}/desk/reports",
    }


@router.get(
    "/desk/filters",
    auth=READ,
    summary="What the queue can be asked for",
    operation_id="desk_filters",
    response=answers({200: shapes.FiltersOut}, 401, 403),
)
def filters(request: HttpRequest) -> HttpResponse:
    """Describe every filter: its field, its operators with their parameters, and the values that it can have.

    Filters of different fields narrow together; several values of one field, with commas, widen it.
    """
    return reply(_filters(reader_of(request), language_of(request)))
