"""When a person is asked how it went: on a day drawn once, some four weeks after the decision."""

import secrets
from datetime import date, timedelta

from django.db import transaction

from workflows.anonymity import is_anonymous
from workflows.clock import now
from workflows.follow_ups import follow_up
from workflows.models import FollowUp, Status, Submission, SurveyPlan
from workflows.secrets import new_nonce
from workflows.working_days import local_day

KIND = "survey"
DECIDED = (Status.APPROVED, Status.FILED, Status.REJECTED)
# Around the policy's days, so that nobody can tell from the day of a message which report it is about.
EARLIEST, LATEST = -3, 2


def plan_survey(submission: Submission) -> SurveyPlan | None:
    """Draw the day on which the person is asked, in the transaction of the decision; at most once a report.

    Nobody is asked who stays anonymous, whose policy says no (0 days) or who was asked before.
    """
    days = submission.policy.follow_up_days
    if not days or is_anonymous(submission.answers) or _asked_before(submission):
        return None
    plan, _made = SurveyPlan.objects.get_or_create(
        submission=submission, defaults={"send_on": drawn_day(local_day(now()), days), "nonce": new_nonce()}
    )
    return plan


def drawn_day(decided: date, days: int) -> date:
    """Return a day at random, from three days before `days` after the decision to two days after."""
    return decided + timedelta(days=max(days + EARLIEST + secrets.randbelow(LATEST - EARLIEST + 1), 1))


def forget_plan(submission: Submission) -> None:
    """Ask nobody about a decision that was taken back."""
    for plan in SurveyPlan.objects.filter(submission=submission, state=SurveyPlan.State.READY):
        if plan.invitation is not None:
            plan.invitation.delete()
        plan.delete()


def _asked_before(submission: Submission) -> bool:
    return FollowUp.objects.filter(submission=submission, kind=KIND).exists()


def send_due(today: date) -> int:
    """Write the follow-up of each plan whose day has come; return how many. A second time changes nothing."""
    plans = SurveyPlan.objects.filter(send_on__lte=today).exclude(submission__follow_ups__kind=KIND)
    count = 0
    for plan in plans.select_related("submission")[:500]:
        with transaction.atomic():
            follow_up(plan.submission, KIND)
        count += 1
    return count
