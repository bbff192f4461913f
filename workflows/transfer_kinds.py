"""Answers with parts on their way into the transfer message: people, businesses, vehicles, places, by kind.

Who somebody is in the incident is said by the kind (witness, suspect) or by how the key begins (victim_…). All
that the message has no element for stands in its narratives as well, in words.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from integrations.records import message
from workflows import definition, places
from workflows.definition import Definition, Group, Question
from workflows.definition.kinds.location import is_point
from workflows.reporting_person import OTHERS, Reporting

# Kinds whose whole answer stands in a narrative too: parts of it may have no element.
WITH_PARTS = frozenset(
    {"time_span", "address", "location", "person", "business", "vehicle", "card_ending", "suspect", "witness"}
)
ADDRESS_PARTS = ("street", "unit", "city", "province", "postal_code", "note")
VICTIMS = ("victim", "complainant")
# A text message is no telephone call: there is no word for it, so the choice stands in the note only.
PREFERRED = {"phone": "TELEPHONE", "email": "EMAIL", "mail": "MAIL"}


def given(body: Any, answers: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Question, dict[str, Any]]]:
    """Yield each answer of a kind with parts, rows of groups included, with the key of the question or of its group."""
    for key, asked in Definition.of(body).asked.items():
        if isinstance(asked, Group):
            for row in rows(answers.get(key)):
                yield from (
                    (key, each, row[each.key])
                    for each in asked.questions
                    if each.kind == kind and _has_parts(row.get(each.key))
                )
        elif asked.kind == kind and _has_parts(answers.get(key)):
            yield key, asked, answers[key]


def vehicles(body: Any, answers: Mapping[str, Any]) -> Iterator[message.Vehicle]:
    """Yield each vehicle; one that a report type asks for by single keys first."""
    keys = {"plate": "vehicle_plate", "province": "vehicle_province", "make": "vehicle_make"}
    keys |= {"model": "vehicle_model", "colour": "vehicle_colour"}
    single = {part: answers.get(key) for part, key in keys.items()}
    parts = [single, *(value for _key, _question, value in given(body, answers, "vehicle"))]
    found = (_vehicle(value) for value in parts)
    return (each for each in found if each != message.Vehicle())


def suspects(body: Any, answers: Mapping[str, Any]) -> Iterator[message.Person]:
    """Yield each suspect: name, age and height in their own elements, the whole description in words."""
    described = text(answers.get("suspect_description"))
    if described:
        yield message.Person(description=described)
    for _key, question, value in given(body, answers, "suspect"):
        yield message.Person(
            full_name=text(value.get("name")),
            age=text(value.get("age")),
            height=text(value.get("height")),
            description=definition.show(
                question, {key: each for key, each in value.items() if key != "name"}
            ),
        )


def witnesses(body: Any, answers: Mapping[str, Any]) -> Iterator[message.Person]:
    """Yield each witness with what they saw."""
    for _key, _question, value in given(body, answers, "witness"):
        yield _person(value, statement=text(value.get("saw")))


def victims(body: Any, answers: Mapping[str, Any]) -> Iterator[message.Person]:
    """Yield each person who was wronged and is not the reporting person."""
    for key, question, value in given(body, answers, "person"):
        if key.startswith(VICTIMS) or question.key.startswith(VICTIMS):
            yield _person(value)


def organizations(body: Any, answers: Mapping[str, Any]) -> Iterator[message.Organization]:
    """Yield each business that was wronged."""
    for key, _question, value in given(body, answers, "business"):
        if not key.startswith(tuple(each for each in OTHERS if each not in VICTIMS)):
            speaker = text(value.get("contact_name"))
            yield message.Organization(
                name=text(value.get("name")),
                number=text(value.get("registration_number")),
                address=address(value),
                email=text(value.get("email")),
                phone=text(value.get("phone")),
                contact_note=f"ContactPerson: {speaker}" if speaker else "",
            )


def place(body: Any, answers: Mapping[str, Any]) -> message.Place | None:
    """Return where it happened: the standard key, else the first question for a place on a map."""
    value = answers.get("incident_place")
    if not _has_parts(value):
        value = next((each for _key, _question, each in given(body, answers, "location")), None)
    where = address(value)
    if where is None or not isinstance(value, dict):
        return None
    point = is_point(value)
    inside = places.neighbourhood_at(value["lat"], value["lon"]) if point else None
    return message.Place(
        address=where,
        description=where.note,
        neighbourhood=inside.name if inside else "",
        district=inside.area if inside else "",
        latitude=decimal(value["lat"]) if point else None,
        longitude=decimal(value["lon"]) if point else None,
    )


def reporting_person(
    who: Reporting, answers: Mapping[str, Any], *, role: str, anonymous: bool
) -> message.ReportingPerson:
    """Return who reports; how it is safe to reach them goes along in words."""
    person = message.Person(
        given_name=who.first_name,
        middle_name=who.other_names,
        surname=who.last_name,
        birth_date=day(who.birth_date),
        pronouns=who.pronouns,
        address=address(answers.get("address")),
        email=who.email,
        phone=who.phone,
        contact_note=_contact_note(who),
    )
    preferred = PREFERRED.get(who.contact_by, "")
    return message.ReportingPerson(person=person, role=role, preferred_contact=preferred, anonymous=anonymous)


def address(value: Any) -> message.Address | None:
    """Return the address in an answer, None where there is none."""
    if not _has_parts(value):
        return None
    return message.Address(**{part: text(value.get(part)) for part in ADDRESS_PARTS})


def rows(value: Any) -> list[dict[str, Any]]:
    """Return the rows of a group's answer."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """Return a value that is a text, else nothing."""
    return value if isinstance(value, str) else ""


def day(value: Any) -> date | None:
    """Return a day of the calendar, None for anything else."""
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        return None


def decimal(value: Any) -> Decimal | None:
    """Return a number or an amount, None for anything else."""
    try:
        is_number = isinstance(value, str | int | float) and not isinstance(value, bool)
        return Decimal(str(value)) if is_number else None
    except InvalidOperation:
        return None


def whole(value: Any) -> int | None:
    """Return a whole number, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _vehicle(value: Mapping[str, Any]) -> message.Vehicle:
    return message.Vehicle(
        plate=text(value.get("plate")),
        plate_province=text(value.get("province")),
        vin=text(value.get("vin")),
        make=text(value.get("make")),
        model=text(value.get("model")),
        year=whole(value.get("year")),
        colour=text(value.get("colour")),
    )


def _person(value: Mapping[str, Any], *, statement: str = "") -> message.Person:
    return message.Person(
        given_name=text(value.get("first_name")),
        middle_name=text(value.get("other_names")),
        surname=text(value.get("last_name")),
        birth_date=day(value.get("birth_date")),
        pronouns=text(value.get("pronouns")),
        email=text(value.get("email")),
        phone=text(value.get("phone")),
        statement=statement,
    )


def _contact_note(who: Reporting) -> str:
    """Return how it is safe to reach somebody, with words for programs, as they stand elsewhere in the message."""
    said = {"ContactBy": who.contact_by, "Hours": who.contact_hours, "VoiceMessage": who.voicemail}
    return "; ".join(f"{name}: {value}" for name, value in said.items() if value)


def _has_parts(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and "not_sure" not in value
