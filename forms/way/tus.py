"""Uploads that go on after the line broke: the tus protocol 1.0, for the session whose draft it is and nobody else.

What a file is called and which question it belongs to comes in a header, never in an address. The last piece
is answered when the file is an attachment of the draft; one that is refused is answered 422 with the sentence.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Mapping
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import http_date

from forms.way.visits import draft_shown, open_draft, open_drafts
from workflows.drafts import is_open
from workflows.errors import Closed, Invalid, WorkflowError, WrongState
from workflows.models import PartialUpload, Submission
from workflows.partial_uploads import (
    BeingFinished,
    OutOfStep,
    add_piece,
    begin_upload,
    finish,
    forget,
    is_whole,
    take_over,
)

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration,checksum"
PIECE = "application/offset+octet-stream"
HASHES = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
View = Callable[..., HttpResponse]


class Wrong(Exception):
    """A call that the protocol does not have: `status` is what it answers."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def speaks_tus(view: View) -> View:
    """Answer in the protocol's terms: its headers on every answer, its statuses for what goes wrong."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Wrong as wrong:
            response = HttpResponse(status=wrong.status)
        except WorkflowError as refused:
            response = refusal(refused)
        response["Tus-Resumable"] = response["Tus-Version"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return answer


def refusal(error: WorkflowError) -> HttpResponse:
    """Return the answer for a file, or a piece of one, that is not taken: the sentence a person reads."""
    status = {OutOfStep: 409, BeingFinished: 423, Closed: 410, WrongState: 410}.get(type(error), 422)
    told = error.problems[0].message if isinstance(error, Invalid) and error.problems else str(error)
    return JsonResponse({"code": error.code, "message": told}, status=status)


@speaks_tus
def create(request: HttpRequest, key: str) -> HttpResponse:
    """Begin an upload (POST), or say what is understood here (OPTIONS)."""
    if request.method == "OPTIONS":
        return _abilities()
    if request.method != "POST":
        raise Wrong(405)
    check_version(request)
    told = metadata(request.headers.get("Upload-Metadata", ""))
    draft = draft_of(request, key, told.get("draft", ""))
    upload = begin_upload(
        draft,
        question=told.get("question", "")[:60],
        row=told.get("row", ""),
        name=told.get("filename", ""),
        size=number(request, "Upload-Length"),
    )
    response = HttpResponse(status=201)
    response["Location"] = reverse("reportforms:upload", args=[key, upload.pk])
    return with_expiry(response, upload)


@speaks_tus
def go_on(request: HttpRequest, key: str, upload_id: UUID) -> HttpResponse:
    """Say how much is here (HEAD), take the next piece (PATCH), or give it up (DELETE)."""
    if request.method == "OPTIONS":
        return _abilities()
    view = {"HEAD": how_much, "PATCH": take_piece, "DELETE": give_up}.get(request.method or "")
    if view is None:
        raise Wrong(405)
    check_version(request)
    for draft in open_drafts(request):
        upload = draft.partial_uploads.filter(pk=upload_id).first()
        if upload is not None and draft.report_type.key == key and is_open(draft):
            return view(request, draft, upload)
    raise Wrong(404)


def how_much(request: HttpRequest, draft: Submission, upload: PartialUpload) -> HttpResponse:
    """Say how much is here. What is whole and was left unfinished is finished first."""
    if is_whole(upload):
        return finished(take_over(upload), draft)
    response = with_offset(HttpResponse(), upload.offset)
    response["Upload-Length"] = str(upload.size)
    return with_expiry(response, upload)


def take_piece(request: HttpRequest, draft: Submission, upload: PartialUpload) -> HttpResponse:
    """Keep the next piece; the last one makes the attachment."""
    if request.content_type != PIECE:
        raise Wrong(415)
    offset = number(request, "Upload-Offset")
    data = body(request, upload.size - upload.offset)
    check_sum(request.headers.get("Upload-Checksum", ""), data)
    upload = add_piece(upload, offset=offset, data=data)
    if is_whole(upload):
        return finished(upload, draft)
    return with_expiry(with_offset(HttpResponse(status=204), upload.offset), upload)


def finished(upload: PartialUpload, draft: Submission) -> HttpResponse:
    """Make the attachment and say which one it is, with the draft's revision."""
    size = upload.size
    file, revision = finish(upload, draft)
    response = with_offset(HttpResponse(status=204), size)
    response["Upload-Length"] = str(size)
    response["Upload-Attachment"] = str(file.pk)
    response["Upload-Revision"] = str(revision)
    return response


def give_up(request: HttpRequest, draft: Submission, upload: PartialUpload) -> HttpResponse:
    """Delete what is here of a file."""
    forget(upload)
    return HttpResponse(status=204)


def draft_of(request: HttpRequest, key: str, mark: str) -> Submission:
    """Return the draft that the page shows, of those open in this session; there is nothing here for anybody else."""
    draft = draft_shown(request, key, mark) if mark else open_draft(request, key)
    if draft is None:
        raise Wrong(404)
    return draft


def body(request: HttpRequest, most: int) -> bytes:
    """Return what came, at most so many bytes: more than is missing is refused unread."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise Wrong(413)
    return request.read(most + 1)


def check_version(request: HttpRequest) -> None:
    """Refuse another version of the protocol."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Wrong(412)


def number(request: HttpRequest, header: str) -> int:
    """Return a number of a header; what is none is no call of this protocol."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Wrong(400)
    return int(text)


def check_sum(told: str, data: bytes) -> None:
    """Refuse a piece that changed on its way, when the client says what it should be."""
    if not told:
        return
    name, _space, encoded = told.partition(" ")
    if name not in HASHES:
        raise Wrong(400)
    found = base64.b64encode(HASHES[name](data).digest()).decode()
    if not hmac.compare_digest(found.encode(), encoded.encode("utf-8", "replace")):
        raise Wrong(460)


def metadata(header: str) -> Mapping[str, str]:
    """Return the pairs of an Upload-Metadata header."""
    told = {}
    for pair in header.split(","):
        name, _space, encoded = pair.strip().partition(" ")
        try:
            told[name] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, ValueError) as malformed:
            raise Wrong(400) from malformed
    return told


def with_offset(response: HttpResponse, offset: int) -> HttpResponse:
    """Say how much is here."""
    response["Upload-Offset"] = str(offset)
    return response


def with_expiry(response: HttpResponse, upload: PartialUpload) -> HttpResponse:
    """Say until when the rest may come."""
    response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response


def _abilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Tus-Extension"] = EXTENSIONS
    response["Tus-Max-Size"] = str(settings.UPLOAD_MAX_BYTES)
    response["Tus-Checksum-Algorithm"] = ",".join(HASHES)
    return response
