"""The bridge from a report to the transfer message: standard keys to their fields, all else as label and text.

The same key means the same thing in every report type (docs/definition.md), so this table is the mapping.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from integrations.records import message
from workflows import definition
from workflows import transfer_kinds as kinds
from workflows.attachments import file_facts
from workflows.definition import Row
from workflows.errors import WrongState
from workflows.models import Event, Submission
from workflows.reporting_person import reporting_of

ROLES = {
    "victim": "VICTIM",
    "owner": "OWNER",
    "parent_guardian": "PARENT_GUARDIAN",
    "business": "BUSINESS_REPRESENTATIVE",
    "witness": "WITNESS",
}
PERSON_KEYS = {"first_name", "last_name", "birth_date", "email", "phone", "address", "reporting_role"}
ITEM_KEYS = {"kind", "description", "make", "model", "serial_number", "colour", "value", "quantity"}
MAPPED = PERSON_KEYS | {"incident_time", "incident_place", "story"}


def record_of(submission: Submission, *, key: str, pdf: bytes | None, at: datetime) -> message.ReportRecord:
    """Return the report as the plain data of a transfer message; nothing that was answered is left out.

    `at` is the stored moment of packing, so that the same report is the same bytes.
    """
    answers, body = submission.answers, submission.definition
    constants = body.get("transfer") or {}
    if not (submission.submitted_at and submission.declared_at and submission.temporary_number):
        raise WrongState
    return message.ReportRecord(
        key=key,
        sent_at=at,
        temporary=message.Number(submission.temporary_number, submission.submitted_at),
        permanent=_permanent(submission),
        form=message.Form(body["key"], submission.form_version.number, submission.form_version.digest),
        submitted_at=submission.submitted_at,
        declared_at=submission.declared_at,
        reporting_person=reporting_person(body, answers),
        steps=tuple(_steps(submission)),
        sending_organization=settings.AGENCY["name"]["en"],
        action=message.Action.SUPPLEMENT if submission.parent_id else message.Action.NEW,
        supplements=(submission.parent.permanent_number or "") if submission.parent else "",
        status=submission.status,
        status_at=submission.approved_at,
        language=submission.language,
        zone=settings.TIME_ZONE,
        incident_time=wall_time(answers.get("incident_time")),
        place=kinds.place(body, answers),
        story=_story(body, answers),
        answers=tuple(_others(submission)),
        items=tuple(_items(answers, constants)),
        organizations=tuple(kinds.organizations(body, answers)),
        vehicles=tuple(kinds.vehicles(body, answers)),
        suspects=tuple(kinds.suspects(body, answers)),
        witnesses=tuple(kinds.witnesses(body, answers)),
        victims=tuple(kinds.victims(body, answers)),
        offences=tuple(_offences(submission, constants)),
        attachments=tuple(_attachments(submission)),
        official_sha256=_official_sha256(submission) if pdf else "",
        full_answers=_full_answers(submission),
    )


def _story(body: Any, answers: dict[str, Any]) -> str:
    """Return the main narrative: the standard key, else the first statement."""
    asked = definition.Definition.of(body).asked.values()
    keys = ["story", *(each.key for each in asked if getattr(each, "kind", "") == "statement")]
    return next((told for key in keys if (told := kinds.text(answers.get(key)))), "")


def _full_answers(submission: Submission) -> str:
    """Return every answer by its key, as JSON that is always written the same way."""
    version = submission.form_version
    form = {"key": submission.report_type.key, "number": version.number, "digest": version.digest}
    told = {"form": form, "answers": submission.answers}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _permanent(submission: Submission) -> message.Number | None:
    if not submission.permanent_number or not submission.approved_at:
        return None
    return message.Number(submission.permanent_number, submission.approved_at)


def _official_sha256(submission: Submission) -> str:
    return submission.documents.get(kind="official").sha256


def reporting_person(body: Any, answers: dict[str, Any]) -> message.ReportingPerson:
    """Return who reports; somebody who says nothing that names or reaches them is anonymous."""
    who = reporting_of(body, answers)
    known = answers.get("stay_anonymous") != "yes" and (who.name or who.email or who.phone)
    business = any(kinds.given(body, answers, "business"))
    role = ROLES.get(kinds.text(answers.get("reporting_role")), "")
    role = role or ("BUSINESS_REPRESENTATIVE" if business else "OTHER")
    return kinds.reporting_person(who, answers, role=role, anonymous=not known)


def wall_time(value: Any) -> message.WallTime | None:
    """Return an incident's time as the message wants it, or None when it was not given."""
    if not isinstance(value, dict) or "from" not in value:
        return None
    try:
        end = datetime.fromisoformat(value["to"]) if value.get("to") else None
        start = datetime.fromisoformat(value["from"])
    except (TypeError, ValueError):
        return None
    zone = value.get("zone") or settings.TIME_ZONE
    return message.WallTime(start=start, end=end, precision=value.get("precision", "exact"), zone=zone)


def _items(answers: dict[str, Any], constants: dict[str, Any]) -> Iterator[message.Item]:
    for row in kinds.rows(answers.get("items")):
        yield message.Item(
            kind=kinds.text(row.get("kind")) or "other",
            property_literal=constants.get("property", ""),
            description=kinds.text(row.get("description")),
            make=kinds.text(row.get("make")),
            model=kinds.text(row.get("model")),
            serial_number=kinds.text(row.get("serial_number")),
            colour=kinds.text(row.get("colour")),
            value=kinds.decimal(row.get("value")),
            quantity=kinds.whole(row.get("quantity")),
            status=str(constants.get("item_status", "unknown")).lower(),
        )


def _offences(submission: Submission, constants: dict[str, Any]) -> Iterator[message.Offence]:
    if submission.offence is not None:
        yield message.Offence(
            code=submission.offence.code,
            name=submission.offence.title(submission.language),
            literal=constants.get("nibrs_offence", ""),
        )


def _attachments(submission: Submission) -> Iterator[message.Attachment]:
    for file in submission.attachments.filter(removed_at=None):
        yield message.Attachment(
            id=str(file.pk),
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            name=file.name,
            role=file.role,
            scan_status=file.status,
        )


def _steps(submission: Submission) -> Iterator[message.Step]:
    moves = Event.objects.filter(submission=submission).exclude(to_status="").select_related("actor")
    for event in moves.order_by("number"):
        yield message.Step(
            at=event.at.astimezone(ZoneInfo(settings.TIME_ZONE)),
            to=event.to_status,
            since=event.from_status,
            role={"records_clerk": "clerk", "staff": "reviewer"}.get(event.role, event.role),
            actor=event.actor.badge if event.actor else "",
            digest=event.hash,
        )


def _others(submission: Submission) -> Iterator[message.Answer]:
    """Yield every answer that has no field of its own in the message, as the citizen was asked it."""
    parts = definition.present(
        submission.definition, submission.answers, submission.language, files=file_facts(submission)
    )
    for part in parts:
        for row in part.rows:
            if row.answered:
                yield from _other(row)


def _other(row: Row) -> Iterator[message.Answer]:
    if row.children:
        for number, children in enumerate(row.children, start=1):
            for child in children:
                if child.answered and (
                    row.key != "items" or child.key not in ITEM_KEYS or child.not_sure or child.key == "kind"
                ):
                    yield message.Answer(f"{row.label} {number}, {child.label}", child.text)
    elif row.key not in MAPPED or row.not_sure or row.kind in kinds.WITH_PARTS:
        yield message.Answer(row.label, row.text)
