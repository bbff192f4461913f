"""The bridge from a report to the transfer message: standard keys to their fields, all else as label and text.

The same key means the same thing in every report type (docs/definition.md), so this table is the mapping.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from integrations.records import message
from workflows import definition
from workflows.attachments import file_facts
from workflows.definition import Row
from workflows.errors import WrongState
from workflows.models import Event, Submission

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
        reporting_person=reporting_person(answers, anonymous=_is_anonymous(answers)),
        steps=tuple(_steps(submission)),
        sending_organization=settings.AGENCY["name"]["en"],
        action=message.Action.SUPPLEMENT if submission.parent_id else message.Action.NEW,
        supplements=(submission.parent.permanent_number or "") if submission.parent else "",
        status=submission.status,
        status_at=submission.approved_at,
        language=submission.language,
        zone=settings.TIME_ZONE,
        incident_time=wall_time(answers.get("incident_time")),
        place=_place(answers.get("incident_place")),
        story=_text(answers.get("story")),
        answers=tuple(_others(submission)),
        items=tuple(_items(answers, constants)),
        vehicles=tuple(_vehicles(answers)),
        suspects=tuple(_suspects(answers)),
        offences=tuple(_offences(submission, constants)),
        attachments=tuple(_attachments(submission)),
        official_sha256=_official_sha256(submission) if pdf else "",
    )


def _permanent(submission: Submission) -> message.Number | None:
    if not submission.permanent_number or not submission.approved_at:
        return None
    return message.Number(submission.permanent_number, submission.approved_at)


def _official_sha256(submission: Submission) -> str:
    return submission.documents.get(kind="official").sha256


def _is_anonymous(answers: dict[str, Any]) -> bool:
    return not any(_text(answers.get(key)) for key in ("first_name", "last_name", "email", "phone"))


def reporting_person(answers: dict[str, Any], *, anonymous: bool) -> message.ReportingPerson:
    """Return who reports, from the standard keys."""
    person = message.Person(
        given_name=_text(answers.get("first_name")),
        surname=_text(answers.get("last_name")),
        birth_date=_day(answers.get("birth_date")),
        address=_address(answers.get("address")),
        email=_text(answers.get("email")),
        phone=_text(answers.get("phone")),
    )
    role = ROLES.get(_text(answers.get("reporting_role")), "OTHER")
    return message.ReportingPerson(person=person, role=role, anonymous=anonymous)


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


def _place(value: Any) -> message.Place | None:
    address = _address(value)
    if address is None:
        return None
    return message.Place(
        address=address,
        description=address.note,
        latitude=_decimal(value.get("lat")),
        longitude=_decimal(value.get("lon")),
    )


def _address(value: Any) -> message.Address | None:
    if not isinstance(value, dict) or "not_sure" in value:
        return None
    parts = ("street", "unit", "city", "province", "postal_code", "note")
    return message.Address(**{part: _text(value.get(part)) for part in parts})


def _items(answers: dict[str, Any], constants: dict[str, Any]) -> Iterator[message.Item]:
    for row in _rows(answers.get("items")):
        yield message.Item(
            kind=_text(row.get("kind")) or "other",
            property_literal=constants.get("property", ""),
            description=_text(row.get("description")),
            make=_text(row.get("make")),
            model=_text(row.get("model")),
            serial_number=_text(row.get("serial_number")),
            colour=_text(row.get("colour")),
            value=_decimal(row.get("value")),
            quantity=_whole(row.get("quantity")),
            status=str(constants.get("item_status", "unknown")).lower(),
        )


def _vehicles(answers: dict[str, Any]) -> Iterator[message.Vehicle]:
    vehicle = message.Vehicle(
        plate=_text(answers.get("vehicle_plate")),
        plate_province=_text(answers.get("vehicle_province")),
        make=_text(answers.get("vehicle_make")),
        model=_text(answers.get("vehicle_model")),
        colour=_text(answers.get("vehicle_colour")),
    )
    if vehicle != message.Vehicle():
        yield vehicle


def _suspects(answers: dict[str, Any]) -> Iterator[message.Person]:
    described = _text(answers.get("suspect_description"))
    if described:
        yield message.Person(description=described)


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
    elif row.key not in MAPPED or row.not_sure or row.kind in {"time_span", "address"}:
        yield message.Answer(row.label, row.text)


def _rows(value: Any) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        return None


def _decimal(value: Any) -> Decimal | None:
    try:
        return (
            Decimal(str(value))
            if isinstance(value, str | int | float) and not isinstance(value, bool)
            else None
        )
    except InvalidOperation:
        return None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
