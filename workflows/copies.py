"""Copies of a report: the unofficial one at any time, the official one made once after approval, and sealed."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import formats, translation
from django.utils.text import capfirst
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from pdf.document import AttachmentData, HistoryData, PartData, ReportCopy, RowData
from pdf.render import render_copy
from pdf.seal import seal
from workflows import definition
from workflows.actors import Role
from workflows.attachments import file_facts, private, read
from workflows.brand import colours
from workflows.definition import FileFacts, Part, Row
from workflows.history import record
from workflows.models import Document, Event, Status, Submission
from workflows.reporting_person import reporting_of
from workflows.secrets import verification_code
from workflows.transitions import ACTIONS

OFFICIAL: Final = "official"
SHOWN_PICTURES = {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"}
BY_STAFF = {Submission.Channel.PHONE, Submission.Channel.LETTER, Submission.Channel.COUNTER}
LONG_KINDS = {"long_text", "statement", "suspect", "witness"}


def unofficial_copy(submission: Submission) -> bytes:
    """Return the unofficial copy as PDF, as the report stands now."""
    return render_copy(copy_of(submission, "unofficial"))


def official_copy(submission: Submission) -> bytes | None:
    """Return the sealed official copy, or None while it is not made yet."""
    document = submission.documents.filter(kind=OFFICIAL).first()
    return read(document.path) if document else None


def make_official_copy(submission: Submission) -> Document:
    """Make, seal and keep the official copy, once; a second call returns the one that is there."""
    known = submission.documents.filter(kind=OFFICIAL).first()
    if known is not None:
        return known
    sealed = seal(
        render_copy(copy_of(submission, OFFICIAL)),
        reason=_official_reason(submission),
        location=settings.AGENCY["city"][submission.language],
        name=settings.AGENCY["name"][submission.language],
    )
    return _keep(submission, sealed)


def _official_reason(submission: Submission) -> str:
    with translation.override(submission.language):
        return _("Official copy of report %(number)s") % {"number": submission.permanent_number}


def _keep(submission: Submission, content: bytes) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    path = private().save(f"documents/{digest[:2]}/{digest}.pdf", ContentFile(content))
    document = Document(
        submission=submission,
        kind=OFFICIAL,
        path=path,
        sha256=digest,
        size=len(content),
        verification_code=verification_code(submission.public_id),
        made_at=now(),
    )
    try:
        with transaction.atomic():
            document.save(force_insert=True)
            record("copy_made", submission, by=Role.SYSTEM, sha256=digest)
    except IntegrityError:  # another worker made it at the same moment; that one counts
        private().delete(path)
        return Document.objects.get(submission=submission, kind=OFFICIAL)
    return document


def copy_of(submission: Submission, kind: Literal["official", "unofficial"]) -> ReportCopy:
    """Return the report as plain data for the page: words, numbers and pictures in the citizen's language."""
    language, official = submission.language, kind == OFFICIAL
    with translation.override(language):
        parts = parts_of(submission, language)
        code = verification_code(submission.public_id) if official else None
        return ReportCopy(
            kind=kind,
            language=language,
            agency=settings.AGENCY["name"][language],
            agency_phone=settings.AGENCY["phone"],
            brand=colours().brand,
            title=definition.pick(submission.definition["title"], language),
            number=(submission.permanent_number if official else submission.temporary_number) or "",
            temporary_number=submission.temporary_number or "",
            status=str(Status(submission.status).label),
            submitted_at=moment(submission.submitted_at),
            declaration=definition.pick(submission.definition["declaration"], language),
            definition_digest=submission.form_version.digest,
            definition_number=submission.form_version.number,
            facts=[*_how_it_came(submission), *facts(submission, parts)],
            parts=[PartData(part.title, [_row(row) for row in part.rows]) for part in parts],
            attachments=list(_attachments(submission)),
            history=list(_history(submission)),
            offence=_offence(submission) if official else None,
            verification_code=code,
            verification_url=f"{settings.SITE_URL}/verify/?code={code}" if code else None,
        )


def parts_of(
    submission: Submission, language: str, *, files: Mapping[str, FileFacts] | None = None
) -> list[Part]:
    """Return the answers as asked, part by part, in `language`; of a supplement, what it adds or says again."""
    files = file_facts(submission) if files is None else files
    parts = definition.present(submission.definition, submission.answers, language, files=files)
    if submission.parent_id is None:
        return parts
    said = [replace(part, rows=[row for row in part.rows if row.answered]) for part in parts]
    return [part for part in said if part.rows]


def moment(at: Any) -> str:
    """Return a moment as people say it, in the agency's time and the active language."""
    return formats.date_format(localtime(at), "DATETIME_FORMAT") if at else ""


def _how_it_came(submission: Submission) -> Iterator[RowData]:
    """Yield what a reader of a supplement, or of what staff entered, has to know first."""
    if submission.parent is not None:
        yield RowData(_("Supplement to"), submission.parent.permanent_number or "")
    if submission.channel in BY_STAFF:
        yield RowData(_("How it came in"), capfirst(submission.get_channel_display()))


def facts(submission: Submission, parts: list[Part]) -> list[RowData]:
    """Return what a reader looks for first: when, where, what it is worth, who."""
    rows = {row.key: row for part in parts for row in part.rows}
    found = [_row(rows[key]) for key in ("incident_time", "incident_place") if key in rows]
    value = total_value(submission.answers)
    if value:
        found.append(RowData(_("Total value given"), definition.shown_money(value)))
    name = reporting_of(submission.definition, submission.answers).name
    if name:
        found.append(RowData(_("Reported by"), name))
    return found


def total_value(answers: dict[str, Any]) -> Decimal:
    """Return the sum of the values of the items, as far as they were given."""
    total = Decimal(0)
    for row in answers.get("items") or []:
        value = row.get("value") if isinstance(row, dict) else None
        try:
            total += Decimal(value) if isinstance(value, str) else 0
        except InvalidOperation:
            continue
    return total


def _row(row: Row) -> RowData:
    """The row as it is printed; "not sure" is its mark, and what was not answered says so."""
    return RowData(
        label=row.row_label if row.children else row.label,
        text="" if row.not_sure or row.children else row.text or _("No answer"),
        long=row.kind in LONG_KINDS and row.answered,
        not_sure=row.not_sure,
        children=[[_row(child) for child in children] for children in row.children],
    )


def _attachments(submission: Submission) -> Iterator[AttachmentData]:
    for file in submission.attachments.filter(removed_at=None):
        shown = file.media_type in SHOWN_PICTURES and file.copy
        yield AttachmentData(
            name=file.name,
            caption=file.caption,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            image_bytes=read(file.copy) if shown else None,
        )


def _history(submission: Submission) -> Iterator[HistoryData]:
    moves = Event.objects.filter(submission=submission).exclude(to_status="").order_by("number")
    for event in moves:
        action = ACTIONS.get(event.kind)
        title = str(action.done) if action else _("No answer came in time")
        yield HistoryData(at=moment(event.at), title=title, by=str(Role(event.role).label))


def _offence(submission: Submission) -> str:
    if submission.offence is None:
        return _("Not an offence")
    return f"{submission.offence.code} {submission.offence.title(submission.language)}"
