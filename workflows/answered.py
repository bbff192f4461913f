"""How many reports answer a question: counts only, for those who change a form and may see no report."""

from collections.abc import Iterator
from typing import Any

from django.db.models.fields.json import KeyTransform
from django.utils.timezone import now

from workflows.models import Status, Submission


def how_many_answer(report_type: str, key: str, group: str = "") -> int:
    """Return how many reports that were sent answer the question; `group` is where it is asked in rows."""
    return _count(
        Submission.objects.filter(report_type__key=report_type).exclude(status=Status.DRAFT), key, group
    )


def how_many_drafts_answer(report_type: str, key: str, group: str = "") -> int:
    """Return how many open drafts answer the question."""
    drafts = Submission.objects.filter(report_type__key=report_type, status=Status.DRAFT)
    return _count(drafts.filter(expires_at__gt=now()), key, group)


def _count(reports: Any, key: str, group: str) -> int:
    if not group:
        return int(reports.filter(answers__has_key=key).count())
    rows = reports.filter(answers__has_key=group).annotate(rows=KeyTransform(group, "answers"))
    return sum(1 for found in _rows(rows) if any(key in row for row in found))


def _rows(reports: Any) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of each report; only the group is read, and never all reports at once."""
    for found in reports.values_list("rows", flat=True).iterator(chunk_size=1000):
        yield [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
