"""The approximate time of an incident: wall time with a precision and a zone, never forced into an instant."""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.definition.kinds.base import (
    NOTHING,
    Circumstances,
    Kind,
    as_json,
    called,
    register,
    wrong_type,
)
from workflows.definition.kinds.dates import DATE, allow_day, as_iso_if_clear, read_date, shown_date
from workflows.definition.kinds.day_limits import example_day, iso_date, lint_days, lint_days_among
from workflows.definition.kinds.written_dates import time_of
from workflows.definition.problems import Fault, Refused, refuse
from workflows.definition.structure import Group, Question

PRECISIONS = ("exact", "about", "between")
WALL_TIME = DATE[:-1] + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]$"
_WALL_TIMES = (
    re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ](.*)", re.DOTALL),
    re.compile(r"(.*?)T((?:[0-9].*)?)", re.DOTALL),
    re.compile(r"(.*)T(.*)", re.DOTALL),
)
LONGEST_WRITTEN = 100
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(:[0-5][0-9](\.0+)?)?")
# Somebody's clock may be a little ahead of ours.
_TOLERANCE = timedelta(minutes=15)


@register
class TimeSpan(Kind):
    """When something happened: exactly, about, or between two times, in wall time of a zone."""

    name = "time_span"
    in_parts = True

    def clean(self, question: Question, value: Any) -> dict[str, str] | None:
        if not isinstance(value, dict):
            raise wrong_type(question)
        given = {part: each for part, each in value.items() if each not in NOTHING}
        if not given.keys() - {"zone", "precision"}:
            return None
        if not given.keys() <= {"precision", "from", "to", "zone"}:
            raise wrong_type(question)
        return _clean_span(question, given)

    def allow(self, question: Question, value: Any, circumstances: Circumstances) -> None:
        for part in ("from", "to"):
            if part in value:
                allow_day(question, date.fromisoformat(value[part][:10]), circumstances, part)
        if question.limits.get("past") is not True:
            return
        late = [
            part
            for part in ("from", "to")
            if part in value and _is_future(value[part], value["zone"], circumstances)
        ]
        sentence = _("“%(label)s” is in the future. Enter when it happened.") % {"label": called(question)}
        if late:
            raise Refused(*(Fault("future", sentence, part) for part in late))

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        if not isinstance(value, dict) or not value.get("from"):
            return super().show(question, value)
        start, end = (_shown_time(value.get(part)) for part in ("from", "to"))
        if value.get("precision") == "between":
            text = _("Between %(start)s and %(end)s") % {"start": start, "end": end}
        else:
            text = _("About %(start)s") % {"start": start} if value.get("precision") == "about" else start
        zone = value.get("zone")
        return f"{text} ({zone})" if zone and zone != settings.TIME_ZONE else text

    def schema(self, question: Question) -> dict[str, Any]:
        def time(example: str) -> dict[str, Any]:
            return {"type": "string", "pattern": WALL_TIME, "examples": [example]}

        def span(precisions: list[str], **ends: Any) -> dict[str, Any]:
            zone = {"type": "string", "enum": _zones(), "default": settings.TIME_ZONE}
            return {
                "type": "object",
                "properties": {"precision": {"enum": precisions}, **ends, "zone": zone},
                "required": ["precision", *ends],
                "additionalProperties": False,
            }

        day = example_day(question).isoformat()
        start, end = time(f"{day}T21:30"), time(f"{day}T23:00")
        return {
            "anyOf": [
                span(["exact", "about"], **{"from": start}),
                span(["between"], **{"from": start, "to": end}),
            ]
        }

    def read(self, question: Question, post: QueryDict, name: str) -> dict[str, str] | None:
        value = {part: _posted_time(post, f"{name}-{part}") for part in ("from", "to")}
        value |= {part: post.get(f"{name}-{part}", "") for part in ("precision", "zone")}
        if value["precision"] != "between" and value["from"]:
            value["to"] = ""
        typed = {part: each for part, each in value.items() if each}
        return typed if typed.keys() & {"from", "to"} else None

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        source = value if isinstance(value, dict) else {}
        shown: dict[str, str | list[str]] = {"-precision": _text(source.get("precision"))}
        for part in ("from", "to"):
            day, clock = _halves(_text(source.get(part)))
            shown |= {f"-{part}_date": day, f"-{part}_time": clock}
        return {**shown, "-zone": _text(source.get("zone"))}

    def lint(self, question: Question) -> list[str]:
        return lint_days(question)

    def lint_among(
        self, question: Question, known: Mapping[str, Question | Group], before: Collection[str]
    ) -> list[str]:
        return lint_days_among(question, known, before)


def _clean_span(question: Question, given: dict[str, Any]) -> dict[str, str]:
    faults: list[Fault] = []
    clean: dict[str, str] = {}
    for part in ("precision", "from", "to", "zone"):
        try:
            found = _clean_part(question, part, given)
        except Refused as refusal:
            faults.extend(refusal.faults)
        else:
            clean |= {part: found} if found else {}
    if faults:
        raise Refused(*faults)
    if "to" in clean and not _in_order(clean["from"], clean["to"], clean["zone"]):
        sentence = _("“%(label)s”: the end is before the start. Check both times.")
        raise refuse("order", sentence % {"label": called(question)}, "to")
    return clean


def _clean_part(question: Question, part: str, given: dict[str, Any]) -> str | None:
    value = given.get(part)
    label = {"label": called(question)}
    if part == "precision":
        if value not in PRECISIONS:
            raise refuse("precision", _("Say how exactly you know “%(label)s”.") % label, part)
        return str(value)
    if part == "zone":
        zone = value or question.limits.get("zone") or settings.TIME_ZONE
        if not isinstance(zone, str) or not _is_zone(zone):
            raise refuse("zone", _("“%(label)s” names a time zone that does not exist.") % label, part)
        return zone
    if part == "to" and given.get("precision") != "between":
        if value:
            sentence = _("Enter an end to “%(label)s” only when you know it as between two times.")
            raise refuse("to", sentence % label, part)
        return None
    return _clean_time(question, part, value)


def _clean_time(question: Question, part: str, value: Any) -> str:
    label = {"label": called(question)}
    if value is None:
        sentences = {"from": _("Enter when “%(label)s” began."), "to": _("Enter when “%(label)s” ended.")}
        raise refuse("required", sentences[part] % label, part)
    if not isinstance(value, str):
        raise refuse("type", _("The answer to “%(label)s” has the wrong form.") % label, part)
    day, clock = _halves(value)
    found = read_date(question, day, part)
    time = _CLOCK.fullmatch(clock)
    hour = f"{time[1]}:{time[2]}" if time else time_of(clock)
    if hour is None:
        raise refuse(
            "time", _("Enter the time of “%(label)s”, such as 13:30. A guess is enough.") % label, part
        )
    return f"{found.isoformat()}T{hour}"


def _halves(value: str) -> tuple[str, str]:
    short = value if len(value) <= LONGEST_WRITTEN else ""
    found = next((match for each in _WALL_TIMES if (match := each.fullmatch(short))), None)
    return (found[1], found[2]) if found else (value, "")


def _in_order(start: str, end: str, zone: str) -> bool:
    """Order in wall time, or, on the night the clock goes back, in some order of instants."""
    if start <= end:
        return True
    where = ZoneInfo(zone)
    first = datetime.fromisoformat(start).replace(tzinfo=where, fold=0)
    last = datetime.fromisoformat(end).replace(tzinfo=where, fold=1)
    return first.astimezone(UTC) <= last.astimezone(UTC)


def _is_future(wall: str, zone: str, circumstances: Circumstances) -> bool:
    moment = datetime.fromisoformat(wall)
    if circumstances.now is None:
        return moment.date() > circumstances.today
    where = ZoneInfo(zone)
    earliest = min(moment.replace(tzinfo=where, fold=fold).astimezone(UTC) for fold in (0, 1))
    return earliest > circumstances.now + _TOLERANCE


@lru_cache(maxsize=256)
def _is_zone(name: str) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}", name):
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _zones() -> list[str]:
    canadian = ["St_Johns", "Halifax", "Toronto", "Winnipeg", "Regina", "Edmonton", "Vancouver", "Whitehorse"]
    return list(dict.fromkeys([settings.TIME_ZONE, *(f"America/{city}" for city in canadian)]))


def _posted_time(post: QueryDict, name: str) -> str:
    day, clock = post.get(f"{name}_date", "").strip(), post.get(f"{name}_time", "").strip()
    if not day and not clock:
        return ""
    return f"{as_iso_if_clear(day)}T{time_of(clock) or clock}"


def _shown_time(value: object) -> str:
    day, clock = _halves(_text(value))
    if iso_date(day) is None or not _CLOCK.fullmatch(clock):
        return value if isinstance(value, str) else as_json(value) if value else ""
    moment = datetime.fromisoformat(f"{day}T{clock[:5]}")
    if (get_language() or "en").startswith("fr"):
        return f"{shown_date(moment.date())} à {moment.hour}\u00a0h\u00a0{moment.minute:02d}"
    half = "a.m." if moment.hour < 12 else "p.m."
    return f"{shown_date(moment.date())} at {(moment.hour - 1) % 12 + 1}:{moment.minute:02d} {half}"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
