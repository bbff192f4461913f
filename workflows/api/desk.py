"""The desk over the API: the queue, one report, its workflow. Every read of a report is an event."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from accounts.models import User
from workflows import definition
from workflows.actions import PERFORM
from workflows.api import bodies, shapes
from workflows.api.answers import answers, of_type
from workflows.api.drafts import as_uuid
from workflows.api.expand import asked_parts, expands, with_parts
from workflows.api.keys import StaffToken, reader_of
from workflows.api.once import once
from workflows.api.queue import SHOWN, lines
from workflows.api.refusals import Conflict, NotFound
from workflows.api.replies import ROOT, bytes_reply, language_of, moment, reply, version_reference
from workflows.attachments import file_facts
from workflows.attachments import read as stored
from workflows.conversation import send_message
from workflows.definition import Part, Row
from workflows.errors import WrongState
from workflows.history import record_read
from workflows.models import Attachment, Message, Submission
from workflows.numbering import read_temporary_number
from workflows.resources import history_of, perform, workflow_of

router = Router(tags=["Desk"])
READ, ACT = StaffToken("desk:read"), StaffToken("desk:act")
PARTS = ("workflow", "history", "messages", "documents", "definition", "schema")
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


@router.get(
    "/desk/reports/{number}",
    auth=READ,
    summary="One report",
    response=answers({200: shapes.DeskReport}, 401, 403, 404),
)
@expands(*PARTS)
def one(request: HttpRequest, number: str) -> HttpResponse:
    """Give the whole report, with the answers in words."""
    user, language = reader_of(request), language_of(request)
    asked = asked_parts(request, PARTS)
    report = find_report(user, number)
    record_read(report, by=user)
    return reply(with_parts(_whole(report, language), asked, parts_of(report, user, language)))


def parts_of(report: Submission, user: User, language: str) -> dict[str, Callable[[], Any]]:
    """Return what can be given along with a report, each as its own address gives it."""
    return {
        "workflow": lambda: workflow_of(report, by=user, language=language, base=_base(report)),
        "history": lambda: items(history_of(report)),
        "messages": lambda: items(messages_of(report)),
        "documents": lambda: items(documents_of(report)),
        "definition": lambda: report.definition,
        "schema": lambda: definition.answers_schema(report.definition, language),
    }


def items(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return a list that has no further page."""
    return {"items": list(rows), "next": None}


def documents_of(report: Submission) -> list[dict[str, Any]]:
    """Return the copies that are there, with their addresses; a sealed one with its hash and when it was made."""
    here = f"{ROOT}/reports/{report.temporary_number}/copies"
    unofficial = {"kind": "unofficial", "title": _("Unofficial copy (PDF)"), "href": f"{here}/unofficial.pdf"}
    sealed = [
        {
            "kind": row.kind,
            "title": _("Official copy (PDF, sealed)"),
            "href": f"{here}/{row.kind}.pdf",
            "sha256": row.sha256,
            "size": row.size,
            "made_at": moment(row.made_at),
        }
        for row in report.documents.filter(kind="official")
    ]
    return [unofficial, *sealed]


def _whole(report: Submission, language: str) -> dict[str, Any]:
    here = f"{ROOT}/desk/reports/{report.temporary_number}"
    row = Submission.objects.filter(pk=report.pk).values(*SHOWN).get()
    line = lines([row], language)[0]
    return {
        **line,
        "language": report.language,
        "channel": report.channel,
        "parent": report.parent.temporary_number if report.parent else None,
        "supplements": [row.temporary_number for row in report.supplements.all()],
        "flagged": report.flagged,
        "definition": version_reference(report.form_version),
        "answers": report.answers,
        "parts": answers_in_words(report, language),
        "attachments": [_file(file, here) for file in report.attachments.filter(removed_at=None)],
        "messages": messages_of(report),
        "links": {**line["links"], **{name: f"{here}/{name}" for name in ("messages", "documents")}},
    }


def answers_in_words(report: Submission, language: str) -> list[dict[str, Any]]:
    """Return the answers as people read them, step by step."""
    parts = definition.present(report.definition, report.answers, language, files=file_facts(report))
    return [_part(part) for part in parts]


def messages_of(report: Submission) -> list[dict[str, Any]]:
    """Return the conversation, the oldest message first."""
    return [_message(each) for each in report.messages.select_related("author")]


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
    return reply(workflow_of(report, by=user, language=language, base=_base(report)))


def _base(report: Submission) -> str:
    return f"{ROOT}/desk/reports/{report.temporary_number}/workflow"


@router.get(
    "/desk/reports/{number}/history",
    auth=READ,
    summary="Its history",
    response=answers({200: shapes.ListOf}, 401, 403, 404),
    tags=["Workflow"],
)
def history(request: HttpRequest, number: str) -> HttpResponse:
    """Give what happened to the report, oldest first."""
    report = _read_part(request, number, "history")
    return reply(items(history_of(report)))


@router.get(
    "/desk/reports/{number}/documents",
    auth=READ,
    summary="Its copies",
    response=answers({200: shapes.ListOf}, 401, 403, 404),
)
def documents(request: HttpRequest, number: str) -> HttpResponse:
    """Name the copies that are there; each has its address."""
    return reply(items(documents_of(_read_part(request, number, "documents"))))


@router.get(
    "/desk/reports/{number}/messages",
    auth=READ,
    summary="Its conversation",
    response=answers({200: shapes.ListOf}, 401, 403, 404),
)
def messages(request: HttpRequest, number: str) -> HttpResponse:
    """Give what the citizen and the agency wrote to each other."""
    return reply(items(messages_of(_read_part(request, number, "messages"))))


@router.post(
    "/desk/reports/{number}/messages",
    auth=ACT,
    summary="Write to the citizen",
    response=answers({201: shapes.ListOf}, 401, 403, 404, 409, 413, 415, 422),
)
@once
def write(request: HttpRequest, number: str, body: bodies.MessageIn) -> HttpResponse:
    """Write to the citizen: a mail says that a message is there. The answer is the conversation as it is after."""
    user = reader_of(request)
    report = find_report(user, number)
    send_message(report, by=user, text=body.text)
    return reply(items(messages_of(report)), 201)


def _read_part(request: HttpRequest, number: str, what: str) -> Submission:
    user = reader_of(request)
    report = find_report(user, number)
    record_read(report, by=user, what=what)
    return report


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
