"""Dates and times of day as people write them, in English and in French."""

import re
import unicodedata
from datetime import date

_MONTHS = (
    ("january", "janvier"),
    ("february", "fevrier"),
    ("march", "mars"),
    ("april", "avril"),
    ("may", "mai"),
    ("june", "juin"),
    ("july", "juillet"),
    ("august", "aout"),
    ("september", "septembre"),
    ("october", "octobre"),
    ("november", "novembre"),
    ("december", "decembre"),
)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:er|st|nd|rd|th)?[ .,/-]+([a-z]{3,9})[ .,/-]+([0-9]{4})")
_MONTH_DAY = re.compile(r"([a-z]{3,9})[ .,/-]+([0-9]{1,2})(?:er|st|nd|rd|th)?[ .,/-]+([0-9]{4})")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
# What people write before a day: "Monday, 2 November 2026", "le lundi 2 novembre 2026".
_WEEKDAY = re.compile(
    r"^(?:le )?(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[., ]+)?"
)
LONGEST = 60
_TIME = re.compile(r"([0-9]{1,2})(?:[:h.]([0-9]{2})?(?::00)?)?(?:min)?(am|pm)?")


class Ambiguous(ValueError):
    """A date that could be read two ways, such as 02/11/2026."""


def date_of(text: str) -> date | None:
    """Return the date in `text`, None if there is none; raise `Ambiguous` if there could be two."""
    plain = _WEEKDAY.sub("", _plain(text), count=1)
    if found := _YEAR_FIRST.fullmatch(plain):
        return _date(*(int(each) for each in found.groups()))
    if found := _DAY_MONTH.fullmatch(plain):
        return _date(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.fullmatch(plain):
        return _date(int(found[3]), _month(found[1]), int(found[2]))
    if found := _NUMBERS.fullmatch(plain):
        return _only_reading(int(found[1]), int(found[2]), int(found[3]))
    return None


def time_of(text: str) -> str | None:
    """Return the time of day in `text` as "13:30", None if there is none."""
    packed = (
        re.sub(r"[\s\u00a0\u202f]", "", _plain(text)).replace("a.m", "am").replace("p.m", "pm").rstrip(".")
    )
    if packed in {"noon", "midi", "midday"}:
        return "12:00"
    if packed in {"midnight", "minuit"}:
        return "00:00"
    found = _TIME.fullmatch(packed)
    if not found or (found[2] is None and found[3] is None and "h" not in packed):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _plain(text: str) -> str:
    if len(text.strip()) > LONGEST:
        return ""
    decomposed = unicodedata.normalize("NFKD", text).casefold().strip()
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def _only_reading(first: int, second: int, year: int) -> date | None:
    readings = {each for each in (_date(year, first, second), _date(year, second, first)) if each}
    if len(readings) > 1:
        raise Ambiguous
    return readings.pop() if readings else None


def _month(word: str) -> int:
    for number, names in enumerate(_MONTHS, start=1):
        if any(name == word or (len(word) >= 3 and name.startswith(word)) for name in names):
            return 0 if word == "jui" else number
    return 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
