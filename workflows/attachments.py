"""Files of a report: the original sealed by its hash and kept apart, a re-encoded copy for people to see."""

import uuid
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import cast

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import now
from django.utils.translation import gettext as _

from integrations.outcomes import TryAgain
from integrations.scanning.clamav import scan
from integrations.scanning.files import Examined, Refused, examine
from workflows.actors import By, Role, role_of
from workflows.definition import Definition, FileFacts, Group, Problem
from workflows.definition.texts import can_be_kept, with_plain_newlines
from workflows.errors import Invalid, WrongState
from workflows.follow_ups import follow_up
from workflows.models import Attachment, Status, Submission

MOST_FILES = 40
# The "question" of files that belong to no answer; no key of a question has a hyphen.
BESIDE_ANSWERS = "beside-answers"


def private() -> Storage:
    """The storage of everything that hangs on reports; no address leads to it."""
    return storages["private"]


def file_facts(submission: Submission, *, taken_out: bool = False) -> Mapping[str, FileFacts]:
    """Return what the validator needs to know of each file of the report, by id; asked for when an answer names one.

    With `taken_out`, of files that are no answer any more too: an earlier answer names them.
    """
    return cast(Mapping[str, FileFacts], SimpleLazyObject(lambda: _facts(submission, taken_out)))


def _facts(submission: Submission, taken_out: bool) -> dict[str, FileFacts]:
    files = submission.attachments.all() if taken_out else submission.attachments.filter(removed_at=None)
    return {
        str(file.pk): FileFacts(
            media_type=file.media_type, size=file.size, name=file.name, status=file.status
        )
        for file in files
    }


def add_attachment(
    submission: Submission,
    *,
    question: str,
    name: str,
    data: bytes,
    row: str = "",
    caption: str = "",
    by: By | None = None,
) -> Attachment:
    """Keep a file for a question of a draft, or one that an officer asked for; return its row.

    Without `by` it is the citizen's, or of the member of staff who enters the draft for a caller.

    Raises `Invalid` with the sentence to show when the file is refused or there are too many. Nothing else
    of the report is touched by a refusal.
    """
    _check_open(submission, question)
    path = f"/{question}"
    refuse_more(submission, question)
    try:
        examined = examine(data, name)
    except Refused as refused:
        raise Invalid([Problem(path, refused.code, refused.message)]) from refused
    status = scanned(data)
    if status == "infected":
        raise Invalid([Problem(path, "infected", _("This file holds a virus. It was not kept."))])
    file = Attachment(
        submission=submission,
        question=question,
        row=row[:40],
        name=clean_name(name),
        caption=clean_caption(caption),
        status=Attachment.Status(status),
        role=role_of(by or _writer(submission)),
    )
    return keep(file, examined, data)


def refuse_more(submission: Submission, question: str) -> None:
    """Raise `Invalid` when a report has as many files as it takes."""
    if submission.attachments.filter(removed_at=None).count() >= MOST_FILES:
        sentence = _("A report takes at most %(most)s files.") % {"most": MOST_FILES}
        raise Invalid([Problem(f"/{question}", "too_many", sentence)])


def _writer(submission: Submission) -> By:
    entering = submission.entered_by if submission.status == Status.DRAFT else None
    return entering or Role.CITIZEN


def scanned(data: bytes) -> str:
    """Return what the scanner says; `pending` when it is away, and a follow-up asks again."""
    try:
        return scan(data)
    except TryAgain:
        return Attachment.Status.PENDING


def rescan(file: Attachment) -> None:
    """Scan a file that was kept while the scanner was away; raises `TryAgain` while it still is."""
    if file.status == Attachment.Status.PENDING:
        found = scan(read(file.original))
        file.status = Attachment.Status.REFUSED if found == "infected" else Attachment.Status(found)
        file.save(update_fields=["status"])


def _check_open(submission: Submission, question: str) -> None:
    if submission.status == Status.DRAFT:
        return
    asked = submission.information_requests.filter(answered_at=None, expired_at=None).last()
    if submission.status != Status.INFORMATION_REQUESTED or not asked:
        raise WrongState
    if question not in _opened(submission, asked.questions):
        raise WrongState


def _opened(submission: Submission, keys: Iterable[str]) -> Iterator[str]:
    """Yield the keys of the questions that an officer opened again: of a group, those in its rows."""
    known = Definition.of(submission.definition).asked
    for key in keys:
        asked = known.get(key)
        yield from (each.key for each in asked.questions) if isinstance(asked, Group) else (key,)


def keep(file: Attachment, examined: Examined, data: bytes) -> Attachment:
    """Store the bytes of an examined file, then its row; what is not scanned yet is scanned later."""
    folder = f"attachments/{file.pk.hex[:2]}/{file.pk.hex}"
    file.media_type, file.sha256, file.size = examined.media_type, examined.sha256, examined.size
    file.original = private().save(f"{folder}/original", ContentFile(data))
    if examined.copy:
        file.copy = private().save(f"{folder}/copy", ContentFile(examined.copy))
    if examined.thumbnail:
        file.thumbnail = private().save(f"{folder}/thumbnail", ContentFile(examined.thumbnail))
    with transaction.atomic():
        file.save(force_insert=True)
        if file.status == Attachment.Status.PENDING:
            follow_up(file.submission, "scan", mark=file.pk.hex, file=file.pk.hex)
    return file


def clean_name(name: str) -> str:
    """Return a file's name without folders and control characters, at most 200 characters long."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in base if char.isprintable())[-200:] or "file"


def clean_caption(text: str) -> str:
    """Return a caption as one line of at most 300 characters, without what cannot be kept or turns what follows."""
    line = " ".join(with_plain_newlines(text).split())[:300]
    return line if can_be_kept(line) else "".join(char for char in line if char.isprintable())


@transaction.atomic
def remove_attachment(submission: Submission, file_id: uuid.UUID | str) -> bool:
    """Take a file out of a draft and out of its answer; whether there was such a file.

    The draft's lock is held, so that a submission at the same moment has the file whole or not at all.
    """
    draft = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    file = draft.attachments.filter(pk=file_id, removed_at=None).first()
    if file is None:
        return False
    _check_open(draft, file.question)
    file.removed_at = now()
    file.save(update_fields=["removed_at"])
    return True


def describe_attachment(
    submission: Submission,
    file_id: uuid.UUID | str,
    caption: str,
    questions: Container[str] | None = None,
) -> bool:
    """Give a file of a draft, or one that an officer asked for, its caption; whether there was such a file.

    With `questions`, files of all others are none.
    """
    file = submission.attachments.filter(pk=file_id, removed_at=None).first()
    if file is None or (questions is not None and file.question not in questions):
        return False
    _check_open(submission, file.question)
    cleaned = clean_caption(caption)
    if file.caption != cleaned:
        file.caption = cleaned
        file.save(update_fields=["caption"])
    return True


def read(path: str) -> bytes:
    """Return the bytes of a stored original, copy, thumbnail or document."""
    with private().open(path) as stored:
        return bytes(stored.read())
