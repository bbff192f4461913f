"""Limits of days: a date, `today`, `today-30`, or another answer, `lost_on` and `lost_on+7`."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from workflows.definition.kinds.base import Circumstances, called
from workflows.definition.structure import Group, Question

FIRST_YEAR, LAST_YEAR = 1900, 2199
TODAY = "today"
# The kinds whose answers have a day that a limit can name.
KINDS = ("date", "time_span")
# The day that examples in the JSON Schema have, so that one question's example fits another's limit.
EXAMPLE = date(2025, 6, 14)
_RELATIVE = re.compile(r"([a-z][a-z0-9_]{0,39})(?:([+-])([0-9]{1,5}))?")


@dataclass(frozen=True, slots=True)
class DayLimit:
    """A day (`day`), or so many days from today or from another answer (`key`)."""

    day: date | None
    key: str = ""
    days: int = 0


def day_limit(question: Question, name: str) -> DayLimit | None:
    """Return the limit `min` or `max` of a question, None if there is none or it cannot be read."""
    value = question.limits.get(name)
    text = value.replace(" ", "") if isinstance(value, str) else ""
    if day := iso_date(text):
        return DayLimit(day)
    found = _RELATIVE.fullmatch(text)
    if not found:
        return None
    days = int(found[3] or 0)
    return DayLimit(None, found[1], -days if found[2] == "-" else days)


def resolved(limit: DayLimit | None, circumstances: Circumstances) -> date | None:
    """Return the day that a limit is now; None where the answer that it names has no day."""
    if limit is None or limit.day:
        return limit.day if limit else None
    day = circumstances.today if limit.key == TODAY else day_of(circumstances.answer(limit.key))
    return _moved(day, limit.days) if day else None


def day_of(value: Any) -> date | None:
    """Return the day of a date, or on which a time span begins."""
    start = value.get("from") if isinstance(value, Mapping) else value
    return iso_date(start[:10]) if isinstance(start, str) else None


def iso_date(value: object) -> date | None:
    """Return the date that `value` is in ISO 8601, None if it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def example_day(question: Question) -> date:
    """Return a day that fits the limits, were the answers that they name `EXAMPLE` and today today.

    Of the last thirty days the latest but one fits longest, in a schema that was kept, and at any hour.
    """
    around = Circumstances(localdate(), answers=_Examples())
    least, latest = (resolved(day_limit(question, name), around) for name in ("min", "max"))
    least, most = least or date(FIRST_YEAR, 1, 1), latest or date(LAST_YEAR, 12, 31)
    candidates = (EXAMPLE, most - timedelta(days=1) if latest else least, most, least)
    return next((each for each in candidates if least <= each <= most), EXAMPLE)


def lint_days(question: Question) -> list[str]:
    """Return what to mend in the limits by themselves."""
    label = {"label": called(question)}
    found = []
    for name in ("min", "max"):
        value = question.limits.get(name)
        if value not in (None, "") and day_limit(question, name) is None:
            sentence = _(
                "“%(label)s”: “%(value)s” is no limit. Write a date (2026-11-02), today, today-30, or the key of "
                "another date (lost_on, lost_on+7)."
            )
            found.append(sentence % {**label, "value": str(value)[:40]})
    least, most = (day_limit(question, name) for name in ("min", "max"))
    if least and most and least.day and most.day and least.day > most.day:
        found.append(_("“%(label)s”: the earliest day is after the latest.") % label)
    return found


def lint_days_among(
    question: Question, known: Mapping[str, Question | Group], before: Collection[str]
) -> list[str]:
    """Return what to mend where a limit names another answer: it has to be there, have a day, and come before."""
    found = []
    for name in ("min", "max"):
        limit = day_limit(question, name)
        if limit is None or limit.day or limit.key == TODAY:
            continue
        values = {"label": called(question), "key": limit.key}
        other = known.get(limit.key)
        if other is None:
            found.append(_("“%(label)s”: a limit names “%(key)s”, and no question has this key.") % values)
        elif isinstance(other, Group) or other.kind not in KINDS:
            found.append(_("“%(label)s”: a limit names “%(key)s”, which is no date or time.") % values)
        elif limit.key not in before:
            found.append(_("“%(label)s”: a limit names “%(key)s”, which does not come before it.") % values)
    return found


class _Examples(dict[str, str]):
    """Answers that are all the day of the examples."""

    def get(self, key: str, default: Any = None) -> Any:
        return EXAMPLE.isoformat()


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
