"""Figures of the service: how fast reports are looked at, how many come, how many are decided in time.

Counted over rows that say so, kept for ten minutes, and none below five reports: a figure of three tells nothing, and
one report could be told from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.core.cache import cache
from django.db.models import Min, Q
from django.utils.timezone import localdate, localtime, make_aware, now

from workflows.models import Submission

FLOOR = 5
DAYS = 90
KEPT_SECONDS = 600
DAY_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Figure:
    """A figure, nothing where there are fewer than five reports, and how many it was found from."""

    value: float | None
    reports: int


def days_to_first_review() -> Figure:
    """Return the median of days from sending to an officer's first look, of reports sent in the last 90 days."""
    return _kept("days_to_first_review", _days_to_first_review)


def received_this_year() -> Figure:
    """Return how many reports were sent since New Year, in local time."""
    return _kept("received_this_year", _received_this_year)


def decided_in_time() -> Figure:
    """Return the percentage decided by the due date, of reports decided in the last 90 days."""
    return _kept("decided_in_time", _decided_in_time)


def _kept(name: str, count: Callable[[], Figure]) -> Figure:
    """Return what was counted in the last ten minutes, else count."""
    found = cache.get(f"statistics:{name}")
    if found is None:
        figure = count()
        found = [figure.value, figure.reports]
        cache.set(f"statistics:{name}", found, KEPT_SECONDS)
    return Figure(*found)


def _figure(value: Callable[[], float], reports: int) -> Figure:
    return Figure(value() if reports >= FLOOR else None, reports)


def _days_to_first_review() -> Figure:
    sent = Submission.objects.filter(submitted_at__gte=now() - timedelta(days=DAYS))
    looked = sent.annotate(first=Min("events__at", filter=Q(events__kind="claim"))).exclude(first=None)
    pairs = looked.values_list("submitted_at", "first").iterator()
    waits = [(first - at).total_seconds() / DAY_SECONDS for at, first in pairs if at]
    return _figure(lambda: round(median(waits), 1), len(waits))


def _received_this_year() -> Figure:
    start = make_aware(datetime(localdate().year, 1, 1))
    reports = Submission.objects.filter(submitted_at__gte=start).count()
    return _figure(lambda: reports, reports)


def _decided_in_time() -> Figure:
    decided = Submission.objects.filter(decided_at__gte=now() - timedelta(days=DAYS), due_on__isnull=False)
    pairs = decided.values_list("decided_at", "due_on").iterator()
    kept = [localtime(at).date() <= due for at, due in pairs if at and due]
    return _figure(lambda: round(100 * sum(kept) / len(kept)), len(kept))
