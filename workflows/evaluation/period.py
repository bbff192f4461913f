"""Which reports an evaluation is about: those sent online within its days, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Q, QuerySet

from workflows.models import Event, Status, Submission
from workflows.working_days import local_day

ONLINE = (Submission.Channel.WEB, Submission.Channel.API, Submission.Channel.KIOSK)
HANDLED = (Status.APPROVED, Status.FILED)
# Outcomes of a video call that send somebody to the place.
VISITED = ("patrol", "forensic")


@dataclass(frozen=True)
class Days:
    """From one day to another, both included, in the agency's zone."""

    begins_on: date
    ends_on: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The first moment, and the first one after."""
        zone = ZoneInfo(settings.TIME_ZONE)
        after = self.ends_on + timedelta(days=1)
        begins, ends = (datetime.combine(day, time(), zone) for day in (self.begins_on, after))
        return begins, ends


def sent_online(days: Days) -> "QuerySet[Submission]":
    """Return the reports that people sent themselves within the days, supplements left out."""
    begins, ends = days.bounds
    return Submission.objects.filter(
        submitted_at__gte=begins, submitted_at__lt=ends, channel__in=ONLINE, entered_by=None, parent=None
    ).exclude(status=Status.DRAFT)


def first_online() -> tuple[int, int]:
    """Return year and month of the first report that came online: months before it say nothing about the share."""
    reports = Submission.objects.filter(channel__in=ONLINE, entered_by=None, submitted_at__isnull=False)
    first = reports.order_by("submitted_at").values_list("submitted_at", flat=True).first()
    day = local_day(first)
    return day.year, day.month


def without_visit_or_call(days: Days) -> "QuerySet[Submission]":
    """Return the reports that became a file with nobody going there and nobody taking it by phone."""
    seen = Event.objects.filter(kind="record_video_outcome", submission__isnull=False)
    visited = seen.filter(Q(data__outcome__in=VISITED)).values("submission")
    return sent_online(days).filter(status__in=HANDLED).exclude(pk__in=visited)


def days_to_decision(reports: "QuerySet[Submission]") -> float | None:
    """Return the median of days from sending to the decision, withdrawn reports left out."""
    decided = reports.exclude(status=Status.WITHDRAWN).filter(decided_at__isnull=False)
    spans = [
        (decided_at - submitted_at).total_seconds() / 86400
        for decided_at, submitted_at in decided.values_list("decided_at", "submitted_at")
        if submitted_at and decided_at
    ]
    return median(spans) if spans else None


def in_time(reports: "QuerySet[Submission]") -> tuple[int, int]:
    """Return how many reports were decided by their due date, and how many were decided."""
    decided = reports.filter(decided_at__isnull=False, due_on__isnull=False).exclude(status=Status.WITHDRAWN)
    return decided.filter(decided_at__date__lte=F("due_on")).count(), decided.count()
