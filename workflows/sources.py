"""Counting reports by the source they came by: begun, submitted, approved, each by day. Joined by the word alone."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from accounts.models import User
from workflows.models import SourceDay, Submission
from workflows.working_days import local_day

Stage = Literal["begun", "submitted", "approved"]


@dataclass(frozen=True)
class Reached:
    """How many reports of one source reached each stage."""

    begun: int = 0
    submitted: int = 0
    approved: int = 0


def count_stage(submission: Submission, stage: Stage) -> None:
    """Count that a report reached a stage today, in the caller's transaction; one without a source is not counted."""
    if not submission.source:
        return
    today = {"source": submission.source, "day": local_day()}
    if SourceDay.objects.filter(**today).update(**{stage: F(stage) + 1}):
        return
    try:
        with transaction.atomic():
            SourceDay.objects.create(**today, **{stage: 1})
    except IntegrityError:  # somebody else was the first of the day
        SourceDay.objects.filter(**today).update(**{stage: F(stage) + 1})


def reached_by(sources: Collection[str]) -> dict[str, Reached]:
    """Return the counts of each source, from its first day on; zeros for one that nobody came by."""
    rows = SourceDay.objects.filter(source__in=sources).values_list("source")
    totals = rows.annotate(Sum("begun"), Sum("submitted"), Sum("approved"))
    found = {source: Reached(*counts) for source, *counts in totals}
    return {source: found.get(source, Reached()) for source in sources}


def may_see_small_numbers(user: User) -> bool:
    """Whether somebody reads reports anyway, so that a count of one tells them nothing new."""
    return user.is_active and user.has_perm("workflows.view_submission")
