"""A draft over the API: begun, filled, sent. What is not valid is kept and named, so that nothing typed is lost."""

import re
import uuid
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Header, Router, UploadedFile

from workflows import definition, drafts
from workflows.api import bodies, shapes
from workflows.api.answers import answers
from workflows.api.expand import asked_parts, expands, with_parts
from workflows.api.keys import DraftToken, caller
from workflows.api.limits import address_of, count_draft
from workflows.api.once import once
from workflows.api.refusals import (
    ChangedElsewhere,
    Conflict,
    NotFound,
    TooLarge,
    Unprocessable,
    WrongType,
    unknown,
)
from workflows.api.replies import ROOT, language_of, moment, reply, version_reference
from workflows.attempts import check_attempts, note_attempt
from workflows.definition import Problem
from workflows.draft_files import attach, detach
from workflows.errors import Invalid, Stale
from workflows.models import Attachment, ReportType, Status, Submission
from workflows.submitting import Sent, submit_report

router = Router(tags=["Drafts"])
BY_TOKEN = DraftToken()
PARTS = ("attachments", "definition", "schema", "form")
_ETAG = re.compile(r'\s*(?:W/)?"([0-9]{1,9})"\s*')


@router.post("/drafts", summary="Begin", response=answers({201: shapes.DraftBegun}, 409, 413, 415, 422, 429))
@once
def begin(request: HttpRequest, body: bodies.NewDraft) -> HttpResponse:
    """Begin a draft on the type's current version, which it stays with."""
    count_draft(request)
    rows = ReportType.objects.select_related("current_version", "policy")
    report_type = rows.filter(key=body.report_type, current_version__isnull=False).first()
    if report_type is None:
        raise unknown("report_type", _("There is no report type with this key."))
    language = body.language or language_of(request)
    draft = drafts.begin_draft(report_type, language=language, channel="api", source=body.source)
    return reply(_begun(draft), 201, Location=_at(draft), ETag=_etag(draft.revision))


@router.post(
    "/drafts/resume",
    summary="Open by resume code",
    response=answers({200: shapes.DraftBegun}, 404, 413, 415, 422, 429),
)
def resume(request: HttpRequest, body: bodies.ResumeCode) -> HttpResponse:
    """Open a draft that was begun elsewhere, in a browser or by another client."""
    address = address_of(request)
    check_attempts("resume", address, most=_most_wrong())
    draft = drafts.resume(body.code)
    if draft is None:
        note_attempt("resume", address)
        raise NotFound(_("No report that is still open has this code."))
    return reply(_begun(draft), ETag=_etag(draft.revision))


def _most_wrong() -> int:
    return int(settings.WRONG_CODES_PER_ADDRESS)


@router.get(
    "/drafts/{draft_id}",
    auth=BY_TOKEN,
    summary="Read",
    response=answers({200: shapes.DraftOut}, 401, 404, 409, 422),
)
@expands(*PARTS)
def read(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Give the answers as they are stored, and what still blocks sending. The ETag is for `If-Match`."""
    asked, language = asked_parts(request, PARTS), language_of(request)
    draft = open_draft(request, draft_id)
    parts = {
        "attachments": lambda: _files(draft),
        "definition": lambda: draft.definition,
        "schema": lambda: definition.answers_schema(draft.definition, language),
        "form": lambda: definition.form_in(draft.definition, language),
    }
    return reply(with_parts(_state(draft, language), asked, parts), ETag=_etag(draft.revision))


@router.get(
    "/drafts/{draft_id}/attachments",
    auth=BY_TOKEN,
    summary="Its files",
    response=answers({200: shapes.ListOf}, 401, 404, 409),
)
def files(request: HttpRequest, draft_id: str) -> HttpResponse:
    """List the files that were added, so that a client can go on where it stopped."""
    return reply(_files(open_draft(request, draft_id)))


def _files(draft: Submission) -> dict[str, Any]:
    kept = draft.attachments.filter(removed_at=None)
    rows = [
        {**attachment(each), "question": each.question, "row": each.row, "name": each.name} for each in kept
    ]
    return {"items": rows, "next": None}


@router.patch(
    "/drafts/{draft_id}",
    auth=BY_TOKEN,
    summary="Save answers",
    response=answers({200: shapes.DraftOut}, 401, 404, 409, 412, 413, 415, 422),
)
def save(
    request: HttpRequest,
    draft_id: str,
    body: bodies.AnswersIn,
    if_match: Annotated[str | None, Header(None, description="The ETag of the answers that you read.")],
) -> HttpResponse:
    """Merge answers by key. With `If-Match`, only over those that you read: otherwise 412 with both texts."""
    draft = open_draft(request, draft_id)
    language = language_of(request)
    try:
        draft, wrong = drafts.save_answers(draft, body.answers, language=language, seen=_seen(if_match))
    except Stale as stale:
        raise ChangedElsewhere(
            headers={"ETag": _etag(stale.revision)},
            revision=stale.revision,
            stored=stale.answers,
            sent=definition.presentable(draft.definition, body.answers),
        ) from stale
    return state_of(draft, language, wrong)


@router.post(
    "/drafts/{draft_id}/attachments",
    auth=BY_TOKEN,
    summary="Add a file",
    response=answers({201: shapes.AttachmentOut}, 401, 404, 409, 413, 415, 422),
)
@once
def upload(
    request: HttpRequest,
    draft_id: str,
    file: Annotated[UploadedFile, File(description="A photo (JPEG, PNG, HEIC, WebP) or a PDF.")],
    question: Annotated[bodies.Text, Form(max_length=60)],
    row: Annotated[bodies.Text, Form("", max_length=40, description="The row's `_id`, in a group.")],
) -> HttpResponse:
    """Keep a photo or a PDF for a file question, and name it in the answer."""
    draft = open_draft(request, draft_id)
    content, name = content_of(file), file.name or ""
    try:
        kept, revision = attach(draft, question=question, row=row, name=name, data=content)
    except Invalid as refused:
        raise refused_file(refused) from refused
    return reply(attachment(kept), 201, ETag=_etag(revision))


@router.delete(
    "/drafts/{draft_id}/attachments/{attachment_id}",
    auth=BY_TOKEN,
    summary="Take a file out",
    response=answers({204: None}, 401, 404, 409),
)
def remove(request: HttpRequest, draft_id: str, attachment_id: str) -> HttpResponse:
    """Take a file out of the draft and its answer."""
    draft = open_draft(request, draft_id)
    revision = detach(draft, as_uuid(attachment_id))
    if revision is None:
        raise NotFound
    response = HttpResponse(status=204)
    response["ETag"] = _etag(revision)
    return response


@router.post(
    "/drafts/{draft_id}/submission",
    auth=BY_TOKEN,
    summary="Send the report",
    response=answers({201: shapes.SentOut}, 401, 404, 409, 413, 415, 422),
)
def submit(
    request: HttpRequest,
    draft_id: str,
    body: bodies.Declaration,
    idempotency_key: Annotated[
        str | None,
        Header(
            None,
            max_length=255,
            description="One key per report; without it a draft is sent once in any case.",
        ),
    ],
) -> HttpResponse:
    """Send the report, once: the same key again, within a day, gives the same answer."""
    draft = _found(request, draft_id)
    key = idempotency_key or f"draft {draft.public_id}"
    sent = submit_report(draft, declaration=body.declaration is True, key=key)
    return reply(_sent(sent), 201)


def _found(request: HttpRequest, draft_id: str) -> Submission:
    draft = drafts.find_draft(as_uuid(draft_id), caller(request))
    if (
        draft is None
        or draft.expires_at is None
        or (draft.status == Status.DRAFT and not drafts.is_open(draft))
    ):
        raise NotFound
    return draft


def open_draft(request: HttpRequest, draft_id: str) -> Submission:
    """Return the caller's draft, as long as it was not sent."""
    draft = _found(request, draft_id)
    if draft.status != Status.DRAFT:
        raise Conflict(_("This report was sent. Follow it with its number and code."))
    return draft


def as_uuid(text: str) -> uuid.UUID:
    """Return an id from an address; what is none leads nowhere."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotFound from None


def _begun(draft: Submission) -> dict[str, Any]:
    return {
        "id": str(draft.public_id),
        "token": drafts.token_of(draft),
        "resume_code": drafts.resume_code_of(draft),
        "report_type": draft.report_type.key,
        "language": draft.language,
        "definition": version_reference(draft.form_version),
        "expires_at": moment(draft.expires_at),
        "links": _links(draft),
    }


def _at(draft: Submission) -> str:
    return f"{ROOT}/drafts/{draft.public_id}"


def state_of(draft: Submission, language: str, wrong: list[Problem] | None = None) -> HttpResponse:
    """Answer with the draft as it stands; `wrong` is what was refused of what was just sent."""
    return reply(_state(draft, language, wrong), ETag=_etag(draft.revision))


def _state(draft: Submission, language: str, wrong: list[Problem] | None = None) -> dict[str, Any]:
    outcome = drafts.assess(draft, language=language)
    # What was just refused says more than that nothing is stored there.
    refused = {problem.path: problem for problem in wrong or []}
    errors = [refused.pop(problem.path, problem) for problem in outcome.problems] + list(refused.values())
    return {
        "answers": draft.answers,
        "errors": [error(problem) for problem in errors],
        "next_step": outcome.next_step,
        "links": _links(draft),
    }


def _links(draft: Submission) -> dict[str, str]:
    at, version = _at(draft), version_reference(draft.form_version)["href"]
    return {
        "self": at,
        "attachments": f"{at}/attachments",
        "submission": f"{at}/submission",
        "definition": version,
        "schema": f"{version}/answers.schema.json",
        "form": f"{version}/form",
    }


def error(problem: Problem) -> dict[str, str]:
    """Return one place and what is wrong there."""
    return {"path": problem.path, "code": problem.code, "message": str(problem.message)}


def _etag(revision: int) -> str:
    return f'"{revision}"'


def _seen(if_match: str | None) -> int | None:
    """Return the revision that the caller read; one that was never ours is older than any."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match)
    return int(found[1]) if found else -1


def content_of(file: UploadedFile) -> bytes:
    """Return the file's bytes, or refuse it before it is read when it is too large."""
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        megabytes = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        raise TooLarge(
            _("This file is larger than %(most)d MB. Choose a smaller file.") % {"most": megabytes}
        )
    return bytes(file.read())


def refused_file(refused: Invalid) -> Exception:
    """Return the refusal of a file in the API's terms: 413 for its size, 415 for its type, 422 for all else."""
    first = refused.problems[0]
    kinds: dict[str, Any] = {"too_large": TooLarge, "type": WrongType}
    problems = [
        each if each.path in {"/row", "/question"} else Problem("/file", each.code, each.message)
        for each in refused.problems
    ]
    return kinds.get(first.code, Unprocessable)(first.message, problems=problems)


def attachment(file: Attachment) -> dict[str, Any]:
    """Return what is known of a file."""
    return {
        "id": str(file.pk),
        "sha256": file.sha256,
        "size": file.size,
        "media_type": file.media_type,
        "status": str(file.status),
    }


def _sent(sent: Sent) -> dict[str, Any]:
    number = sent.temporary_number
    return {
        "temporary_number": number,
        "access_code": sent.access_code,
        "status": Status.SUBMITTED.value,
        "due_on": sent.due_on.isoformat() if sent.due_on else None,
        "links": {
            "access": f"{ROOT}/access",
            "report": f"{ROOT}/reports/{number}",
            "unofficial_copy": f"{ROOT}/reports/{number}/copies/unofficial.pdf",
            "track": "/track/",
        },
    }
