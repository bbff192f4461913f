"""Calls in the demonstration: offered and recorded with consent, and openings of the next days."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from video.models import Opening
from workflows.models import ReviewPolicy, Unit
from workflows.working_days import local_day

HOURS = (9, 10, 11, 13, 14, 15)
DAYS = 14


def build_calls() -> None:
    """Offer calls for online reports, and keep openings for the days to come; run again, it adds what is missing."""
    unit = Unit.objects.get(key="online-reporting")
    ReviewPolicy.objects.filter(key="standard").update(video_offered=True, video_recorded=True)
    zone = ZoneInfo(settings.TIME_ZONE)
    for ahead in range(1, DAYS + 1):
        day = local_day() + timedelta(days=ahead)
        if day.weekday() >= 5:
            continue
        for hour in HOURS:
            begins = datetime.combine(day, time(hour), zone)
            Opening.objects.get_or_create(
                unit=unit, starts_at=begins, in_person=False, defaults={"capacity": 2}
            )
        Opening.objects.get_or_create(
            unit=unit, starts_at=datetime.combine(day, time(16), zone), in_person=True
        )
