"""The same thing in two reports: a serial number, a vehicle, a place and time. Kept as keyed hashes, never as they are.

Written when a report is sent, for reviewers. A citizen is told of very little: see `hint_for`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, now

from workflows import secrets
from workflows.anonymity import is_anonymous
from workflows.attempts import TooMany, check_attempts, count_within, note_attempt
from workflows.definition import Definition, Group, Question
from workflows.models import SameThing, Status, Submission

SERIAL, VIN, PLATE, PLACE_TIME = "serial", "vin", "plate", "place_time"
# What a stranger may learn: that such a number was reported. Public registers of stolen goods say as much.
TOLD_OF = (SERIAL, VIN)
TOLD_FOR = timedelta(days=365)
SHORTEST = {SERIAL: 6, VIN: 11, PLATE: 4}
# Distinct numbers that one network address may look up in 15 minutes.
LOOKED_UP = "same-thing"
MOST_LOOKED_UP = 20
# The same key means the same thing in every type, whatever kind of question asks for it.
BY_KEY = {"serial_number": SERIAL, "imei": SERIAL, "vin": VIN, "plate": PLATE}
PLACES = ("address", "location")
MOST = 20

Found = set[tuple[str, str]]


@dataclass(frozen=True)
class Same:
    """Another report that has a thing in common with one, and what."""

    report: Submission
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Hint:
    """What a citizen is told before sending: a number of this kind came in on that day."""

    kind: str
    day: date


def note_same_things(submission: Submission) -> None:
    """Keep what a sent report can be found by; done again, it adds what is new and nothing twice."""
    found = things_of(submission.definition, submission.answers)
    rows = [SameThing(submission=submission, kind=kind, digest=digest) for kind, digest in sorted(found)]
    if rows:
        SameThing.objects.bulk_create(rows, ignore_conflicts=True)


def same_reports(submission: Submission, among: Any = None) -> list[Same]:
    """Return the other sent reports that share a thing with this one, the latest first, twenty at most.

    `among` narrows them, for instance to those that a reviewer may see.
    """
    digests = dict(submission.same_things.values_list("digest", "kind"))
    if not digests:
        return []
    reports = Submission.objects.all() if among is None else among
    shared = SameThing.objects.filter(digest__in=list(digests)).exclude(submission=submission.pk)
    kinds: dict[int, set[str]] = {}
    for pk, digest in shared.values_list("submission", "digest")[:500]:
        kinds.setdefault(pk, set()).add(digests[digest])
    found = reports.filter(pk__in=list(kinds)).exclude(status=Status.DRAFT).order_by("-submitted_at", "-pk")
    return [Same(report, tuple(sorted(kinds[report.pk]))) for report in found[:MOST]]


def hint_for(draft: Submission, answers: Mapping[str, Any], visitor: str) -> Hint | None:
    """Return that a report with the same serial number or VIN came in, and on which day; nothing else, and not always.

    Whoever holds a number can ask, so it says no more than a public register of stolen goods would: never a report's
    number, kind, place or person, nothing by plate or place (those are seen from the street), nothing of a report
    whose person stays anonymous. Each new number is counted by the visitor's address; past the limit nothing is said.
    """
    told = {each for each in things_of(draft.definition, answers) if each[0] in TOLD_OF}
    if not told or not _may_look(draft, told, visitor):
        return None
    kinds = {digest: kind for kind, digest in told}
    rows = SameThing.objects.filter(
        digest__in=list(kinds), submission__submitted_at__gt=now() - TOLD_FOR
    ).exclude(submission__status__in=[Status.DRAFT, Status.WITHDRAWN])
    latest = rows.select_related("submission__form_version").order_by("-submission__submitted_at")[:5]
    for row in latest:
        if row.submission.submitted_at and not is_anonymous(row.submission.answers):
            return Hint(kinds[row.digest], localdate(row.submission.submitted_at))
    return None


def _may_look(draft: Submission, told: Found, visitor: str) -> bool:
    """Whether this visitor may look these up: what was looked up for this draft before counts once."""
    for _kind, digest in sorted(told):
        mine = f"{draft.public_id}|{digest}"
        try:
            check_attempts(f"{LOOKED_UP}-seen", mine, most=1)
        except TooMany:
            continue
        try:
            with transaction.atomic():
                count_within([(LOOKED_UP, visitor, MOST_LOOKED_UP)])
                note_attempt(f"{LOOKED_UP}-seen", mine)
        except TooMany:
            return False
    return True


def things_of(body: Any, answers: Mapping[str, Any]) -> Found:
    """Return what answers name a thing by: pairs of kind and keyed hash."""
    return {(kind, secrets.keyed_hash(f"same-thing-{kind}", value)) for kind, value in _values(body, answers)}


def _values(body: Any, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    asked = Definition.of(body).asked.values()
    for each in asked:
        if isinstance(each, Group):
            for row in _rows(answers.get(each.key)):
                for question in each.questions:
                    yield from _of_question(question, row.get(question.key))
        else:
            yield from _of_question(each, answers.get(each.key))
    yield from _place_and_time(asked, answers)


def _of_question(question: Question, value: Any) -> Iterator[tuple[str, str]]:
    if question.kind == "vehicle" and isinstance(value, Mapping):
        yield from _number(VIN, value.get("vin"))
        yield from _number(PLATE, value.get("plate"))
    elif question.kind == "serial_number":
        yield from _number(SERIAL, value)
    elif kind := BY_KEY.get(question.key):
        yield from _number(kind, value)


def _number(kind: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield a number as it is compared; what is too short or has no digit names nothing."""
    plain = re.sub(r"[^A-Z0-9]", "", value.upper()) if isinstance(value, str) else ""
    if len(plain) >= SHORTEST[kind] and any(char.isdigit() for char in plain) and len(set(plain)) > 2:
        yield kind, plain


def _place_and_time(asked: Any, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each place together with the day on which it began."""
    questions = [each for each in asked if isinstance(each, Question)]
    days = {_day(answers.get(each.key)) for each in questions if each.kind == "time_span"} - {""}
    places = {
        _place(answers.get(each.key)) for each in questions if each.kind in PLACES and _of_incident(each)
    }
    for place in sorted(places - {""}):
        for day in sorted(days):
            yield PLACE_TIME, f"{place}|{day}"


def _of_incident(question: Question) -> bool:
    """Whether a place is where it happened: people live at the others."""
    return "incident" in question.key or "place" in question.key


def _day(value: Any) -> str:
    text = value.get("from") if isinstance(value, Mapping) else None
    return text[:10] if isinstance(text, str) and len(text) >= 10 else ""


def _place(value: Any) -> str:
    """Return a place as it is compared: its street and city, or its point to about a hundred metres."""
    if not isinstance(value, Mapping):
        return ""
    street, city = (
        re.sub(r"\W+", " ", str(value.get(part) or "")).strip().casefold() for part in ("street", "city")
    )
    if street:
        return f"{street}|{city}"
    point = (value.get("lat"), value.get("lon"))
    if all(isinstance(each, int | float) for each in point):
        return "|".join(f"{each:.3f}" for each in point if each is not None)
    return ""


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
