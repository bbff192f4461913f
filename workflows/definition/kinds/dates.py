"""Days of the calendar."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.definition.kinds.base import (
    Circumstances,
    Kind,
    called,
    register,
    wrong_type,
)
from workflows.definition.kinds.written_dates import Ambiguous, date_of
from workflows.definition.problems import refuse
from workflows.definition.structure import Question

FIRST_YEAR, LAST_YEAR = 1900, 2199
_EXTREMES = {"min": date(FIRST_YEAR, 1, 1), "max": date(LAST_YEAR, 12, 31)}
DATE = r"^(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"


@register
class Date(Kind):
    """A day of the calendar; its value is ISO 8601, limits may be "today"."""

    name = "date"

    def clean(self, question: Question, value: Any) -> str | None:
        if not isinstance(value, str):
            raise wrong_type(question)
        return read_date(question, value).isoformat() if value.strip() else None

    def allow(self, question: Question, value: Any, circumstances: Circumstances) -> None:
        day = date.fromisoformat(value)
        least, most = (_limit(question, each, circumstances.today) for each in ("min", "max"))
        label = called(question)
        if least and day < least:
            sentence = _("“%(label)s” is %(limit)s or later. Check the date.")
            raise refuse("too_early", sentence % {"label": label, "limit": shown_date(least)})
        if most and day > most:
            sentence = _("“%(label)s” is %(limit)s or earlier. Check the date.")
            raise refuse("too_late", sentence % {"label": label, "limit": shown_date(most)})

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        day = iso_date(value)
        return super().show(question, value) if day is None else shown_date(day)

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": DATE, "examples": [_example(question)]}

    def read(self, question: Question, post: QueryDict, name: str) -> str | None:
        return as_iso_if_clear(post.get(name) or "") or None


def read_date(question: Question, text: str, part: str = "") -> date:
    """Return the date in `text`; refuse one that is none, could be two, or is out of all reason."""
    label = {"label": called(question)}
    try:
        day = date_of(text)
    except Ambiguous:
        sentence = _(
            "“%(label)s” could be read two ways. Enter the year, the month, then the day, such as 2026-11-02."
        )
        raise refuse("ambiguous_date", sentence % label, part) from None
    if day is None:
        sentence = _("Enter “%(label)s” as year, month and day, such as 2026-11-02.")
        raise refuse("date", sentence % label, part)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise refuse("year", _("Check the year of “%(label)s”.") % label, part)
    return day


def as_iso_if_clear(text: str) -> str:
    """Return a typed date as ISO 8601 where it has one reading, else as it was typed."""
    try:
        day = date_of(text)
    except Ambiguous:
        day = None
    return day.isoformat() if day else text.strip()


def shown_date(day: date) -> str:
    """Return a date as people read it in the active language."""
    return format_date(day, "j F Y" if (get_language() or "en").startswith("fr") else "F j, Y")


def _limit(question: Question, name: str, today: date) -> date | None:
    value = question.limits.get(name)
    return today if value == "today" else iso_date(value)


def _example(question: Question) -> str:
    if question.limits.get("min") == "today":
        return "2099-12-31"
    least, most = (iso_date(question.limits.get(each)) or default for each, default in _EXTREMES.items())
    fitting = (each for each in (date(2020, 2, 20), least, most) if least <= each <= most)
    return next(fitting, date(2020, 2, 20)).isoformat()


def iso_date(value: object) -> date | None:
    """Return the date that `value` is in ISO 8601, None if it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
