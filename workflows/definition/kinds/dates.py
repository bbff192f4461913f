"""Days of the calendar."""

from collections.abc import Collection, Mapping
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
from workflows.definition.kinds.day_limits import (
    FIRST_YEAR,
    LAST_YEAR,
    day_limit,
    example_day,
    iso_date,
    lint_days,
    lint_days_among,
    resolved,
)
from workflows.definition.kinds.written_dates import Ambiguous, date_of
from workflows.definition.problems import refuse
from workflows.definition.structure import Group, Question

DATE = r"^(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"


@register
class Date(Kind):
    """A day of the calendar; its value is ISO 8601, limits may name today or another answer."""

    name = "date"

    def clean(self, question: Question, value: Any) -> str | None:
        if not isinstance(value, str):
            raise wrong_type(question)
        return read_date(question, value).isoformat() if value.strip() else None

    def allow(self, question: Question, value: Any, circumstances: Circumstances) -> None:
        allow_day(question, date.fromisoformat(value), circumstances)

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        day = iso_date(value)
        return super().show(question, value) if day is None else shown_date(day)

    def schema(self, question: Question) -> dict[str, Any]:
        return {
            "type": "string",
            "format": "date",
            "pattern": DATE,
            "examples": [example_day(question).isoformat()],
        }

    def read(self, question: Question, post: QueryDict, name: str) -> str | None:
        return as_iso_if_clear(post.get(name) or "") or None

    def lint(self, question: Question) -> list[str]:
        return lint_days(question)

    def lint_among(
        self, question: Question, known: Mapping[str, Question | Group], before: Collection[str]
    ) -> list[str]:
        return lint_days_among(question, known, before)


def allow_day(question: Question, day: date, circumstances: Circumstances, part: str = "") -> None:
    """Refuse a day outside the limits `min` and `max`."""
    least, most = (resolved(day_limit(question, each), circumstances) for each in ("min", "max"))
    label = called(question)
    if least and day < least:
        sentence = _("“%(label)s” is %(limit)s or later. Check the date.")
        raise refuse("too_early", sentence % {"label": label, "limit": shown_date(least)}, part)
    if most and day > most:
        sentence = _("“%(label)s” is %(limit)s or earlier. Check the date.")
        raise refuse("too_late", sentence % {"label": label, "limit": shown_date(most)}, part)


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
