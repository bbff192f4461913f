"""Counting where citizens are led elsewhere: by type, stopper and day."""

from django.db import IntegrityError, transaction
from django.db.models import F

from workflows.models import ReportType, Stop
from workflows.working_days import local_day


def count_stop(report_type: ReportType, stopper: str) -> None:
    """Count that a stopper ended somebody's way today."""
    today = {"report_type": report_type, "stopper": stopper[:60], "day": local_day()}
    if Stop.objects.filter(**today).update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            Stop.objects.create(**today, count=1)
    except IntegrityError:  # somebody else was the first of the day
        Stop.objects.filter(**today).update(count=F("count") + 1)
