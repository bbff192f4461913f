"""Limits of answers: their names, whose they are, and how an editor writes them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

TEXTS = ("short_text", "long_text", "serial_number", "signature", "statement")
DAYS = ("date", "time_span")
IN_PARTS = ("person", "business", "vehicle", "card_ending", "suspect", "witness")


@dataclass(frozen=True)
class LimitKind:
    """One limit: what editors read, which kinds have it, whether it is a list with one value a line."""

    title: Any
    kinds: tuple[str, ...]
    lines: bool = False
    text: bool = False


LIMITS = {
    "min_length": LimitKind(_("At least this many characters"), TEXTS),
    "max_length": LimitKind(_("At most this many characters"), TEXTS),
    "pattern": LimitKind(_("Pattern (RE2)"), TEXTS, text=True),
    "pattern_examples": LimitKind(
        _("Examples that fit the pattern, one a line"), TEXTS, lines=True, text=True
    ),
    "min": LimitKind(
        _("Least; earliest day: 2026-11-02, today-30, or a key: lost_on+7"),
        ("number", "money", *DAYS, "some_of"),
    ),
    "max": LimitKind(_("Most; latest day, in the same way"), ("number", "money", *DAYS, "some_of")),
    "integer": LimitKind(_("Whole numbers only (yes or no)"), ("number",)),
    "past": LimitKind(_("Not in the future (yes or no)"), ("time_span",)),
    "inside": LimitKind(_("Inside the area: off, warn or require"), ("location",), text=True),
    "max_count": LimitKind(_("At most this many files"), ("file",)),
    "max_size": LimitKind(_("At most this many MB for each file"), ("file",)),
    "types": LimitKind(_("Types of files, one a line: image, pdf"), ("file",), lines=True, text=True),
    "parts": LimitKind(
        _("Parts that are asked, one a line; all without it"), IN_PARTS, lines=True, text=True
    ),
    "required_parts": LimitKind(
        _("Parts that must be filled in, one a line"), IN_PARTS, lines=True, text=True
    ),
    "format": LimitKind(_("Form of the number: any or imei"), ("serial_number",), text=True),
    "group": LimitKind(_("Group whose rows are added up"), ("computed",), text=True),
    "sum": LimitKind(_("Amount or number that is added up"), ("computed",), text=True),
    "times": LimitKind(_("Number that it is multiplied by"), ("computed",), text=True),
}
_WORDS = {"yes": True, "no": False}


def limit_choices() -> list[tuple[str, Any]]:
    """Return the limits an editor may set."""
    return [(name, limit.title) for name, limit in LIMITS.items()]


def read_limit(name: str, text: str, kind: str) -> Any:
    """Return the value of a limit from what the editor wrote."""
    limit = LIMITS.get(name)
    if limit and limit.lines:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if limit and limit.text:
        return text if name == "pattern" else text.strip()
    return _value(text.strip(), kind)


def write_limit(name: str, value: Any) -> str:
    """Return what an editor would have written for `value`; `read_limit` gives it back."""
    limit = LIMITS.get(name)
    if limit and limit.lines and isinstance(value, list):
        return "\n".join(str(each) for each in value)
    if limit and limit.text and isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        value
        if isinstance(value, str) and _value(value, "") == value
        else json.dumps(value, ensure_ascii=False)
    )


def foreign(names: Iterable[str], kind: str) -> list[str]:
    """Return the limits among `names` that a question of this kind does not have."""
    return [name for name in names if name not in LIMITS or kind not in LIMITS[name].kinds]


def _value(text: str, kind: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if kind in DAYS:
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
