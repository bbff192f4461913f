"""The desk over the API: the queue, one report, its workflow. Every read of a report is an event."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from ninja import Router

from accounts.models import User
from workflows import definition
from workflows.actions import PERFORM
from workflows.api import bodies, shapes
from workflows.api.answers import answers, of_type
from workflows.api.drafts import as_uuid
from workflows.api.keys import StaffToken, staff_of
from workflows.api.once import once
from workflows.api.refusals import Conflict, Forbidden, NotFound, unknown
from workflows.api.replies import ROOT, bytes_reply, language_of, moment, reply, version_reference
from workflows.attachments import file_facts
from workflows.attachments import read as stored
from workflows.definition import Part, Row
from workflows.desk.queue import ALL, SENT, Filters, lines_of, version_titles
from workflows.errors import WrongState
from workflows.history import record_read
from workflows.models import Attachment, Message, Submission
from workflows.models.submissions import OPEN
from workflows.numbering import read_temporary_number
from workflows.resources import perform, workflow_of
from workflows.working_days import local_day

router = Router(tags=["Desk"])
READ, ACT = StaffToken("desk:read"), StaffToken("desk:act")
# What a line shows, and nothing else is read.
FIELDS = (
    "temporary_number",
    "permanent_number",
    "status",
    "version",
    "report_type__key",
    "form_version",
    "form_version__digest",
    "summary",
    "due_on",
    "reviewer__username",
    "submitted_at",
    "unit__key",
)
# What says whether somebody may act; the action reads the row again, under its lock.
LOOKED_AT = (
    "version",
    "status",
    "unit",
    "reviewer",
    "first_approver",
    "entered_by",
    "language",
    "form_version",
)
_CURSOR = re.compile(r"\d{4}-\d{2}-\d{2}\.\d{1,18}")


@router.get(
    "/desk/reports", auth=READ, summary="The queue", response=answers({200: shapes.DeskList}, 401, 403, 422)
)
def queue(
    request: HttpRequest,
    status: str = "",
    unit: str = "",
    overdue: bool = False,
    q: str = "",
    cursor: str = "",
) -> HttpResponse:
    """List 25 reports of the caller's units; open ones by due date, closed ones the latest first."""
    user, language = reader_of(request), language_of(request)
    if status and status not in SENT:
        raise unknown("status", _("There is no such state."))
    if cursor and not _CURSOR.fullmatch(cursor):
        raise unknown("cursor", _("This is not a cursor of this list. Begin at the start."))
    filters = Filters(state=status or ALL, unit=unit[:40], overdue=overdue, query=q.strip()[:200])
    rows, following = lines_of(user, filters, cursor or None, FIELDS)
    titles = version_titles({row["form_version"]: row["form_version__digest"] for row in rows})
    today = local_day()
    items = [_line(row, titles.get(row["form_version"], {}), today, language) for row in rows]
    asked = {
        "status": status,
        "unit": unit,
        "overdue": "true" if overdue else "",
        "q": q,
        "cursor": following,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return reply({"items": items, "next": f"{ROOT}/desk/reports?{query}" if following else None})


def _line(row: Mapping[str, Any], title: Mapping[str, str], today: date, language: str) -> dict[str, Any]:
    due = row["due_on"]
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
        "href": f"{ROOT}/desk/reports/{row['temporary_number']}",
    }


@router.get(
    "/desk/reports/{number}",
    auth=READ,
    summary="One report",
    response=answers({200: shapes.DeskReport}, 401, 403, 404),
)
def one(request: HttpRequest, number: str) -> HttpResponse:
    """Give the whole report, with the answers in words."""
    user, language = reader_of(request), language_of(request)
    report = find_report(user, number)
    record_read(report, by=user)
    return reply(_whole(report, language))


def _whole(report: Submission, language: str) -> dict[str, Any]:
    here = f"{ROOT}/desk/reports/{report.temporary_number}"
    row = Submission.objects.filter(pk=report.pk).values(*FIELDS).get()
    parts = definition.present(report.definition, report.answers, language, files=file_facts(report))
    return {
        **_line(row, report.definition["title"], local_day(), language),
        "language": report.language,
        "channel": report.channel,
        "parent": report.parent.temporary_number if report.parent else None,
        "supplements": [row.temporary_number for row in report.supplements.all()],
        "flagged": report.flagged,
        "definition": version_reference(report.form_version),
        "answers": report.answers,
        "parts": [_part(part) for part in parts],
        "attachments": [_file(file, here) for file in report.attachments.filter(removed_at=None)],
        "messages": [_message(each) for each in report.messages.select_related("author")],
        "links": {"workflow": f"{here}/workflow"},
    }


def _part(part: Part) -> dict[str, Any]:
    return {"key": part.key, "title": part.title, "rows": [_answer(row) for row in part.rows]}


def _answer(row: Row) -> dict[str, Any]:
    told: dict[str, Any] = {"key": row.key, "label": row.label, "text": row.text, "not_sure": row.not_sure}
    if row.children:
        told["children"] = [[_answer(child) for child in children] for children in row.children]
    return told


def _file(file: Attachment, here: str) -> dict[str, Any]:
    return {
        "id": str(file.pk),
        "question": file.question,
        "row": file.row,
        "name": file.name,
        "caption": file.caption,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "status": str(file.status),
        "href": f"{here}/attachments/{file.pk}",
    }


def _message(message: Message) -> dict[str, Any]:
    author = message.author.display_name if message.author else ""
    return {"role": message.role, "author": author, "text": message.text, "at": moment(message.at)}


@router.get(
    "/desk/reports/{number}/attachments/{attachment_id}",
    auth=READ,
    summary="A file of a report",
    response=answers({200: None}, 401, 403, 404),
    openapi_extra=of_type(200, "application/octet-stream", "The file as it was sent"),
)
def file(request: HttpRequest, number: str, attachment_id: str) -> HttpResponse:
    """Give the original of a file that was found clean or could not be scanned."""
    user = reader_of(request)
    report = find_report(user, number)
    refused = (Attachment.Status.REFUSED, Attachment.Status.PENDING)
    rows = report.attachments.filter(removed_at=None).exclude(status__in=refused)
    found = rows.filter(pk=as_uuid(attachment_id)).first()
    if found is None:
        raise NotFound
    record_read(report, by=user, what="attachment")
    return bytes_reply(stored(found.original), "application/octet-stream", str(found.pk))


@router.get(
    "/desk/reports/{number}/workflow",
    auth=READ,
    summary="Its workflow",
    response=answers({200: shapes.WorkflowOut}, 401, 403, 404),
    tags=["Workflow"],
)
def workflow(request: HttpRequest, number: str) -> HttpResponse:
    """Say how the report stands, what the caller may do, what happened and what is still to be done."""
    user = reader_of(request)
    report = find_report(user, number)
    record_read(report, by=user, what="workflow")
    return _workflow(report, user, language_of(request))


@router.post(
    "/desk/reports/{number}/workflow/{action}",
    auth=ACT,
    summary="Take an action",
    response=answers({200: shapes.WorkflowOut}, 401, 403, 404, 409, 413, 415, 422),
    tags=["Workflow"],
)
@once
def act(request: HttpRequest, number: str, action: str, body: bodies.ActionIn) -> HttpResponse:
    """Take an action and give the workflow as it is after. `version` is the one that the caller saw."""
    user = reader_of(request)
    report = find_report(user, number, whole=False)
    if action not in PERFORM:
        raise NotFound
    try:
        report = perform(action, report, by=user, seen=body.version, given=body.model_extra or {})
    except WrongState as refused:
        version = Submission.objects.values_list("version", flat=True).get(pk=report.pk)
        raise Conflict(str(refused), version=version) from refused
    return _workflow(report, user, language_of(request))


def _workflow(report: Submission, user: User, language: str) -> HttpResponse:
    base = f"{ROOT}/desk/reports/{report.temporary_number}/workflow"
    return reply(workflow_of(report, by=user, language=language, base=base))


def reader_of(request: HttpRequest) -> User:
    """Return the member of staff who calls, if their role reads reports at all."""
    user = staff_of(request)
    if not (user.has_perm("workflows.view_submission") or user.has_perm("workflows.audit_submission")):
        raise Forbidden(_("Your role has no access to reports."))
    return user


def find_report(user: User, number: str, *, whole: bool = True) -> Submission:
    """Return the report that the caller may see, by either of its numbers; not whole for what reads it again."""
    rows = Submission.objects.visible_to(user)
    if whole:
        rows = rows.select_related("form_version", "report_type__policy", "reviewer", "offence", "parent")
        rows = rows.defer("form_version__canonical", "form_version__languages")
    else:
        rows = rows.only(*LOOKED_AT)
    spelled = read_temporary_number(number)
    by_number = {"temporary_number": spelled} if spelled else {"permanent_number": number.strip().upper()}
    found = next(iter(rows.filter(**by_number)[:1]), None)
    if found is None:
        raise NotFound
    return found
