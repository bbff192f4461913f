"""Days and times as people say them, in the active language and the agency's time."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language


def day_of(day: date | datetime | None) -> str:
    """Return a day with its weekday: Friday, November 27, 2026; vendredi 27 novembre 2026."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = localtime(day).date()
    return date_format(day, "l j F Y" if (get_language() or "en").startswith("fr") else "l, F j, Y")


def moment_of(at: datetime) -> str:
    """Return a moment of the past: November 21, 2026, 2:32 p.m.; 21 novembre 2026, 14 h 32."""
    return date_format(localtime(at), "DATETIME_FORMAT")
