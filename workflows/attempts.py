"""Counted attempts: after too many wrong codes there is a pause. What was tried on is kept as a keyed hash only."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from workflows import secrets
from workflows.errors import WorkflowError
from workflows.models import Attempt

WINDOW = timedelta(minutes=15)
WRONG_CODES = 10


class TooMany(WorkflowError):
    """Too many wrong attempts; `retry_after` seconds from now there may be another."""

    code = "too_many_attempts"
    sentence: Any = _("There were too many wrong attempts. Wait 15 minutes, then try again.")

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


def check_attempts(scope: str, on: str, *, most: int = WRONG_CODES) -> None:
    """Raise `TooMany` when there were `most` wrong attempts on `on` (a number, an address) in the last 15 minutes."""
    at = now()
    recent = _of(scope, on).filter(at__gt=at - WINDOW).order_by("-at").values_list("at", flat=True)[:most]
    times: list[datetime] = list(recent)
    if len(times) >= most:
        raise TooMany(max(1, int((times[-1] + WINDOW - at).total_seconds()) + 1))


def note_attempt(scope: str, on: str) -> None:
    """Count a wrong attempt."""
    Attempt.objects.create(scope=scope, key_hash=_hash(scope, on), at=now())


def count_within(limits: Collection[tuple[str, str, int]]) -> None:
    """Count one attempt on each (scope, on what, how many), or on none: raises `TooMany` past any of them.

    Called within a transaction. Those that come at the same moment take turns, so that no limit is passed.
    """
    _take_turns([_hash(scope, on) for scope, on, _most in limits])
    for scope, on, most in limits:
        check_attempts(scope, on, most=most)
    for scope, on, _most in limits:
        note_attempt(scope, on)


def _take_turns(hashes: Iterable[str]) -> None:
    """Wait until no other transaction counts the same; in one order, so that no two wait for each other.

    SQLite's transactions take turns as they are (config/env.py).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for number in sorted(int(each[:15], 16) for each in hashes):
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def delete_old_attempts() -> int:
    """Forget attempts that no longer count; return how many."""
    return Attempt.objects.filter(at__lt=now() - 4 * WINDOW).delete()[0]


def _of(scope: str, on: str) -> Any:
    return Attempt.objects.filter(scope=scope, key_hash=_hash(scope, on))


def _hash(scope: str, on: str) -> str:
    return secrets.keyed_hash(f"attempt-{scope}", on)
