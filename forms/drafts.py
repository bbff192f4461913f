"""Drafts that citizens have open, by the version they were begun with."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.timezone import now

from workflows.models import ReportType, Status, Submission


@dataclass(frozen=True)
class Drafts:
    """How many drafts are open on one version."""

    number: int
    count: int
    current: bool


def drafts_by_version(report_type: ReportType) -> list[Drafts]:
    """Return how many drafts are open on each version that has any, the newest first."""
    open_drafts = Submission.objects.filter(
        report_type=report_type, status=Status.DRAFT, expires_at__gt=now()
    )
    rows = open_drafts.values_list("form_version", "form_version__number").annotate(Count("id"))
    current = report_type.current_version_id
    found = [Drafts(number, count, version == current) for version, number, count in rows.order_by()]
    return sorted(found, key=lambda each: -each.number)


def drafts_on_older(report_type: ReportType) -> int:
    """Return how many drafts are open on versions other than the current one."""
    return sum(each.count for each in drafts_by_version(report_type) if not each.current)
