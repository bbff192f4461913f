"""Who reports, from the answers: by the kind of a question, or by the keys that mean the same in every type.

A report type asks for a person as one answer with parts, or for each part by its key (`first_name`, `email` …).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.definition import Definition, Question

# How the key of a person begins who is not the reporting person.
OTHERS = ("victim", "complainant", "owner", "witness", "suspect", "child", "other")
# Which kinds say who, and where, so that what is added later can be read alone.
WHO_AND_WHERE = ("person", "business", "verified_email", "location")
_PARTS = ("first_name", "other_names", "last_name", "birth_date", "pronouns", "email", "phone")
_CONTACT = ("contact_by", "contact_hours", "voicemail")


@dataclass(frozen=True, slots=True)
class Reporting:
    """The reporting person as far as known; every part is a text, empty where nothing was said."""

    first_name: str = ""
    other_names: str = ""
    last_name: str = ""
    birth_date: str = ""
    pronouns: str = ""
    email: str = ""
    phone: str = ""
    contact_by: str = ""
    contact_hours: str = ""
    voicemail: str = ""

    @property
    def name(self) -> str:
        """First, other and last names, as far as they were given."""
        return " ".join(filter(None, [self.first_name, self.other_names, self.last_name]))


def reporting_of(body: Any, answers: Mapping[str, Any]) -> Reporting:
    """Return who reports. An address that was proved counts before others; a business's only where nobody is named."""
    person = answers.get(person_key(body)) or {}
    person = person if isinstance(person, dict) else {}
    parts = {part: _text(person.get(part)) or _text(answers.get(part)) for part in _PARTS}
    contact = {part: _text(person.get(part)) for part in _CONTACT}
    business = _first(body, answers, "business") or {}
    if not any(parts.values()) and isinstance(business, dict):
        parts |= {part: _text(business.get(part)) for part in ("email", "phone")}
    proved = _text(_first(body, answers, "verified_email"))
    return Reporting(**{**parts, **contact, "email": proved or parts["email"]})


def person_key(body: Any) -> str:
    """Return the key of the question that asks for the reporting person as one answer; nothing if none does."""
    keys = (each.key for each in _asked(body, "person") if not each.key.startswith(OTHERS))
    return next(keys, "")


def who_and_where(body: Any) -> list[str]:
    """Return the keys of the questions of a report that say who and where, by their kind."""
    return [each.key for kind in WHO_AND_WHERE for each in _asked(body, kind)]


def _asked(body: Any, kind: str) -> Iterator[Question]:
    asked = Definition.of(body).asked.values()
    return (each for each in asked if isinstance(each, Question) and each.kind == kind)


def _first(body: Any, answers: Mapping[str, Any], kind: str) -> Any:
    given = (answers.get(each.key) for each in _asked(body, kind) if not each.key.startswith(OTHERS))
    return next((each for each in given if each), None)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
