"""Files that come in pieces over a bad line: each piece is kept, and the last one makes an attachment of them.

The pieces are in the private storage and how far one is in a row, so that any web machine can go on.
"""

import hashlib
import secrets
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.attachments import clean_name, private, read, refuse_more
from workflows.clock import now
from workflows.definition import Problem
from workflows.draft_files import attach, name_again, refuse_too_large
from workflows.drafts import is_open
from workflows.errors import Closed, Invalid, WorkflowError
from workflows.models import Attachment, PartialUpload, Submission

KEPT_FOR = timedelta(hours=24)
# How long one request may take to make the attachment before another one may try.
FINISHING = timedelta(minutes=2)
MOST_AT_ONCE = 10
# Enough for the largest file in pieces of 64 KB; a flood of single bytes ends here.
MOST_PIECES = 400
FOLDER = "partial"


class OutOfStep(WorkflowError):
    """A piece that does not begin where the last one ended."""

    code = "out_of_step"
    sentence = gettext_lazy("This piece of the file is out of step. Ask how much is here, then go on.")


class BeingFinished(WorkflowError):
    """Every byte is here, and another request makes the attachment of them now."""

    code = "being_finished"
    sentence = gettext_lazy("This file is all here and is being looked at. Ask again in a moment.")


def begin_upload(draft: Submission, *, question: str, row: str, name: str, size: int) -> PartialUpload:
    """Make room for a file of `size` bytes; raises `Invalid` where it could not be taken in the end.

    Of uploads that were begun and left, a draft keeps the newest.
    """
    if not is_open(draft):
        raise Closed
    if size < 1:
        raise Invalid([Problem(f"/{question}", "empty", _("This file is empty. Choose another file."))])
    group = refuse_too_large(draft, question=question, row=row, size=size)
    refuse_more(draft, question)
    for oldest in draft.partial_uploads.order_by("-expires_at")[MOST_AT_ONCE - 1 :]:
        forget(oldest)
    return PartialUpload.objects.create(
        submission=draft,
        question=question,
        row=row if group else "",
        name=clean_name(name),
        size=size,
        expires_at=now() + KEPT_FOR,
    )


def add_piece(upload: PartialUpload, *, offset: int, data: bytes) -> PartialUpload:
    """Keep the bytes that begin at `offset`; raises `OutOfStep` when others are wanted."""
    if offset != upload.offset or upload.offset + len(data) > upload.size:
        raise OutOfStep
    if not data:
        return upload
    if len(upload.pieces) >= MOST_PIECES:
        forget(upload)
        sentence = _("This file came in too many pieces. Add it again.")
        raise Invalid([Problem(f"/{upload.question}", "too_many", sentence)])
    path = private().save(f"{_folder(upload)}/{offset:010d}-{secrets.token_hex(4)}", ContentFile(data))
    try:
        return _note(upload, offset, path, len(data))
    except OutOfStep:
        private().delete(path)
        raise


@transaction.atomic
def _note(upload: PartialUpload, offset: int, path: str, length: int) -> PartialUpload:
    row = PartialUpload.objects.select_for_update().filter(pk=upload.pk).first()
    if row is None or row.offset != offset:
        raise OutOfStep
    row.pieces = [*row.pieces, path]
    row.offset = offset + length
    row.expires_at = now() + (FINISHING if row.offset == row.size else KEPT_FOR)
    row.save(update_fields=["pieces", "offset", "expires_at"])
    return row


def is_whole(upload: PartialUpload) -> bool:
    """Whether every byte is here."""
    return bool(upload.offset == upload.size)


def take_over(upload: PartialUpload) -> PartialUpload:
    """Go on with an upload that is whole, when whoever was to finish it has died; raises `BeingFinished` before."""
    stale = PartialUpload.objects.filter(pk=upload.pk, expires_at__lt=now())
    if not stale.update(expires_at=now() + FINISHING):
        raise BeingFinished
    return upload


def finish(upload: PartialUpload, draft: Submission) -> tuple[Attachment, int]:
    """Make an attachment of a whole upload and return it with the draft's revision; the pieces are gone after it.

    Raises `Invalid` when the file is refused, as for any other upload. Where something else fails, the pieces stay:
    the next call takes them over.
    """
    data = b"".join(read(path) for path in upload.pieces)
    try:
        before = _made_before(upload, draft, data)
        if before is not None:
            made = before, name_again(draft, before)
        else:
            made = attach(draft, question=upload.question, row=upload.row, name=upload.name, data=data)
    except WorkflowError:
        forget(upload)
        raise
    forget(upload)
    return made


def _made_before(upload: PartialUpload, draft: Submission, data: bytes) -> Attachment | None:
    """Return the attachment that a killed process made of these pieces already."""
    same = draft.attachments.filter(question=upload.question, row=upload.row, name=upload.name)
    found: Attachment | None = same.filter(
        sha256=hashlib.sha256(data).hexdigest(), removed_at=None, uploaded_at__gt=now() - FINISHING * 2
    ).first()
    return found


def forget(upload: PartialUpload) -> None:
    """Delete an upload with its pieces."""
    pieces = list(upload.pieces)
    PartialUpload.objects.filter(pk=upload.pk).delete()
    for path in pieces:
        private().delete(path)


def delete_expired_uploads() -> int:
    """Delete the uploads whose time is over, with their pieces; return how many."""
    over = list(PartialUpload.objects.filter(expires_at__lt=now() - FINISHING))
    for upload in over:
        forget(upload)
    return len(over)


def _folder(upload: PartialUpload) -> str:
    return f"{FOLDER}/{upload.pk.hex}"


def known_folders() -> set[str]:
    """Return the names of the folders that hold pieces of an upload that still goes on."""
    return {pk.hex for pk in PartialUpload.objects.values_list("pk", flat=True)}
