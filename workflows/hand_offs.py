"""Counting who is led to another body, or to 911: by body and day, nothing about people."""

from django.db import IntegrityError, transaction
from django.db.models import F

from workflows.models import HandOff
from workflows.working_days import local_day


def count_hand_off(target: str) -> None:
    """Count that somebody was led to `target` today."""
    today = {"target": target[:60], "day": local_day()}
    if HandOff.objects.filter(**today).update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            HandOff.objects.create(**today, count=1)
    except IntegrityError:  # somebody else was the first of the day
        HandOff.objects.filter(**today).update(count=F("count") + 1)
