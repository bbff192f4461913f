"""Inviting: one message to one person. When it went, nothing says any more which report the invitation was for."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from integrations.mail.send import send as send_mail
from integrations.outcomes import GiveUp, TryAgain, Uncertain
from integrations.texts.send import backend, is_offered
from integrations.texts.send import send as send_text
from workflows.anonymity import is_anonymous
from workflows.experiments.drawing import labels_of
from workflows.extensions import register_effect_kind
from workflows.follow_ups import follows
from workflows.letters import address_of, sending_twice_is_harmless
from workflows.models import FollowUp, Status, Submission, Survey, SurveyInvitation, SurveyPlan
from workflows.models.surveys import monday
from workflows.reporting_person import reporting_of
from workflows.surveys import codes, messages
from workflows.surveys.planning import DECIDED, KIND
from workflows.working_days import local_day

OPEN_FOR = timedelta(days=30)
Way, State = SurveyInvitation.Way, SurveyInvitation.State

register_effect_kind(KIND, _("Message: survey"))


@dataclass(frozen=True)
class Reach:
    """How a person is reached: by mail or text message, and where."""

    way: str
    address: str


def reach_of(submission: Submission) -> Reach | None:
    """Return how the person is reached, or None: anonymous, without an address, or wanting no surveys.

    A text message goes to who asked to be reached that way, and never about a sensitive matter.
    """
    if is_anonymous(submission.answers):
        return None
    person = reporting_of(submission.definition, submission.answers)
    wants_texts = person.contact_by == "text" and person.phone
    if wants_texts and is_offered() and not submission.policy.sensitive:
        way, address = Way.TEXT, person.phone
    else:
        way, address = Way.EMAIL, address_of(submission)
    return Reach(way, address) if address and not codes.wants_none(address) else None


def survey_after(submission: Submission) -> Survey | None:
    """Return the survey that is sent about a decided report now, or None."""
    if submission.status not in DECIDED or not submission.policy.follow_up_days:
        return None
    return open_survey(Survey.Moment.AFTER_DECISION)


def open_survey(moment: str) -> Survey | None:
    """Return the survey that is asked at a moment, with its version."""
    asked = Survey.objects.filter(moment=moment, is_open=True, current_version__isnull=False)
    return asked.select_related("current_version").first()


@follows(KIND)
def send_invitation(row: FollowUp) -> None:
    """Send one invitation and cut the link to the report. Whoever cannot or may not be asked is not.

    What was cut off while sending is sent again only where that is harmless; else it counts as sent.
    """
    plan = (
        SurveyPlan.objects.select_related("invitation", "submission")
        .filter(submission=row.submission)
        .first()
    )
    if plan is None:
        return
    survey, reach = survey_after(plan.submission), reach_of(plan.submission)
    if survey is None or reach is None:
        _give_up(plan)
        return
    invitation = _invitation(plan, survey, reach)
    if plan.state == SurveyPlan.State.SENDING and not _twice_is_harmless(invitation):
        _cut(plan, invitation, State.SENT)
        return
    _send(plan, invitation, reach)


def _give_up(plan: SurveyPlan) -> None:
    if plan.invitation is not None:
        plan.invitation.delete()
    SurveyPlan.objects.filter(pk=plan.pk).delete()


@transaction.atomic
def _invitation(plan: SurveyPlan, survey: Survey, reach: Reach) -> SurveyInvitation:
    """Return the invitation of a plan, made once; its code hangs on the plan and is gone with it."""
    if plan.invitation is not None:
        return plan.invitation
    report = plan.submission
    decision = Status.REJECTED if report.status == Status.REJECTED else Status.APPROVED
    invitation = SurveyInvitation.objects.create(
        survey=survey,
        version_id=survey.current_version_id or 0,
        type_key=report.report_type.key,
        unit_key=report.unit.key if report.unit else "",
        decision=decision,
        language=report.language,
        week=monday(local_day()),
        arms=labels_of(report),
        source=report.source,
        way=reach.way,
        token_hash=codes.hash_of(codes.code_of(plan)),
        expires_on=local_day() + OPEN_FOR,
    )
    SurveyPlan.objects.filter(pk=plan.pk).update(invitation=invitation)
    return invitation


def _twice_is_harmless(invitation: SurveyInvitation) -> bool:
    return backend().idempotent if invitation.way == Way.TEXT else sending_twice_is_harmless()


def _send(plan: SurveyPlan, invitation: SurveyInvitation, reach: Reach) -> None:
    _mark(plan, SurveyPlan.State.SENDING)
    code = codes.code_of(plan)
    try:
        if reach.way == Way.TEXT:
            send_text(messages.text_of(invitation, code, reach.address))
        else:
            send_mail(messages.mail_of(invitation, code, reach.address))
    except TryAgain:
        _mark(plan, SurveyPlan.State.READY)
        raise
    except GiveUp:
        _cut(plan, invitation, State.REFUSED)
    except Uncertain:
        _cut(plan, invitation, State.SENT)
    else:
        _cut(plan, invitation, State.SENT)


def _mark(plan: SurveyPlan, state: str) -> None:
    SurveyPlan.objects.filter(pk=plan.pk).update(state=state)


@transaction.atomic
def _cut(plan: SurveyPlan, invitation: SurveyInvitation, state: str) -> None:
    """Note how it went, and forget whose invitation it was."""
    sent = SurveyInvitation.objects.filter(pk=invitation.pk).exclude(state=State.ANSWERED)
    sent.update(state=state)
    SurveyPlan.objects.filter(pk=plan.pk).delete()
