"""When a call is, as people say it: the weekday, the date, and the time where the agency is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from video.models import Opening, Session


@dataclass(frozen=True)
class Time:
    """An opening to choose: what a form posts for it, from when to when, and how many places are left."""

    way: str
    begins: str
    ends: str
    left: int


@dataclass(frozen=True)
class Day:
    """A day with its openings."""

    title: str
    times: list[Time]


def by_day(openings: Iterable[Opening]) -> list[Day]:
    """Return openings with room, in their order, under the day on which each begins."""
    return [
        Day(day, [_time(each) for each in those])
        for day, those in groupby(openings, lambda each: day_of(each.starts_at))
    ]


def _time(opening: Opening) -> Time:
    kind = Session.Kind.IN_PERSON if opening.in_person else Session.Kind.APPOINTMENT
    left = opening.capacity - getattr(opening, "taken", 0)
    return Time(f"{kind}:{opening.pk}", hour_of(opening.starts_at), hour_of(opening.ends_at), left)


def day_of(moment: datetime) -> str:
    """Return a day with its weekday: Friday, November 27, 2026; vendredi 27 novembre 2026, mardi 1er décembre 2026."""
    day = localtime(moment)
    if _language() == "en":
        return date_format(day, "l, F j, Y")
    return date_format(day, r"l j\e\r F Y" if day.day == 1 else "l j F Y")


def hour_of(moment: datetime) -> str:
    """Return the time of a moment: 2:30 p.m.; 14 h 30."""
    return date_format(localtime(moment), "TIME_FORMAT")


def moment_of(moment: datetime) -> str:
    """Return the day and the time of a moment."""
    return _("%(day)s at %(time)s") % {"day": day_of(moment), "time": hour_of(moment)}


def where_times_are() -> str:
    """Say whose time it is: somebody may be elsewhere."""
    return _("All times are %(city)s time.") % {"city": settings.AGENCY["city"][_language()]}


def _language() -> str:
    return "fr" if (get_language() or "en").startswith("fr") else "en"
