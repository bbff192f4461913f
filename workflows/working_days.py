"""Working days: when a review is due, leaving out weekends and holidays."""

from collections.abc import Container
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from workflows.clock import now
from workflows.models import Holiday


def is_business_day(day: date, holidays: Container[date] = ()) -> bool:
    """Whether somebody reviews on `day`."""
    return day.weekday() < 5 and day not in holidays


def add_business_days(start: date, days: int, holidays: Container[date] = ()) -> date:
    """Return the working day that is `days` working days after `start`."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_business_day(day, holidays):
            days -= 1
    return day


def local_day(at: datetime | None = None) -> date:
    """Return the agency's calendar day at `at`, or now."""
    return (at or now()).astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def due_day(days: int, at: datetime | None = None) -> date:
    """Return the day `days` business days after `at` by the agency's register of holidays."""
    start = local_day(at)
    span = (start, start + timedelta(days=days * 3 + 30))
    holidays = frozenset(Holiday.objects.filter(date__range=span).values_list("date", flat=True))
    return add_business_days(start, days, holidays)
