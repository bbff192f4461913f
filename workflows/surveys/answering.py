"""Answering: what comes back is kept once, without who, when exactly, or about which report."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from workflows import definition
from workflows.definition import Outcome, Problem
from workflows.errors import Invalid, WrongState
from workflows.models import Submission, Survey, SurveyInvitation, SurveyResponse
from workflows.models.surveys import COUNTED_BY, monday
from workflows.secrets import keyed_hash
from workflows.surveys import codes
from workflows.working_days import local_day

State = SurveyInvitation.State


def find_invitation(code: str) -> SurveyInvitation | None:
    """Return the invitation that a code opens: unknown, answered and past its day look the same."""
    return _open().filter(token_hash=codes.hash_of(code)).first()


def invitation_by_id(pk: str) -> SurveyInvitation | None:
    """Return an invitation that a browser's session opened before, while it can still be answered."""
    return _open().filter(pk=pk).first()


def _open() -> Any:
    invitations = SurveyInvitation.objects.select_related("survey", "version")
    return invitations.filter(token_hash__isnull=False, expires_on__gte=local_day()).exclude(
        state=State.ANSWERED
    )


def assess(invitation: SurveyInvitation, language: str) -> Outcome:
    """Say how the answers so far stand."""
    return definition.assess(invitation.version.definition, invitation.answers, language, today=local_day())


@transaction.atomic
def save_answers(
    invitation: SurveyInvitation, patch: Mapping[str, Any], language: str
) -> tuple[SurveyInvitation, list[Problem]]:
    """Merge answers by key and return how the invitation stands, with what is wrong in them.

    What is not valid is not kept: a survey has nothing that cannot be typed again. Raises `WrongState` when it was
    answered meanwhile.
    """
    kept = _open().select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if kept is None:
        raise WrongState(_("This survey was answered, or its time is over."))
    clean, problems = definition.check_patch(kept.version.definition, patch, language)
    wrong = {each.path.split("/")[1] for each in problems if each.path}
    kept.answers = definition.merged(
        kept.answers, {key: value for key, value in clean.items() if key not in wrong}
    )
    kept.save(update_fields=["answers"])
    return kept, problems


@transaction.atomic
def finish(invitation: SurveyInvitation, language: str) -> SurveyResponse:
    """Keep the answers as a response and forget which invitation they came by.

    Raises `Invalid` with what is missing or when nothing was answered, `WrongState` when it was answered before.
    """
    kept = _open().select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if kept is None:
        raise WrongState(_("This survey was answered, or its time is over."))
    outcome = _complete(kept.version.definition, kept.answers, language)
    counted = {name: getattr(kept, name) for name in COUNTED_BY}
    response = SurveyResponse.objects.create(
        **{**counted, "language": kept.language}, week=monday(local_day()), answers=outcome.kept
    )
    SurveyInvitation.objects.filter(pk=kept.pk).update(state=State.ANSWERED, token_hash=None, answers={})
    return response


def _complete(body: Any, answers: Mapping[str, Any], language: str) -> Outcome:
    outcome = definition.assess(body, answers, language, today=local_day())
    if outcome.problems:
        raise Invalid(outcome.problems)
    if not outcome.kept:
        raise Invalid([Problem("", "required", _("Answer at least one question, or close this page."))])
    return outcome


@transaction.atomic
def answer_at_submission(
    submission: Submission, survey: Survey, answers: Mapping[str, Any], language: str
) -> SurveyResponse:
    """Keep what somebody says right after sending a report, once a report. Raises `Invalid` and `WrongState`.

    The mark that it was said is a keyed hash of the report; the response has nothing of it.
    """
    version = survey.current_version
    if version is None or not survey.is_open:
        raise WrongState(_("This is not asked at the moment."))
    body = version.definition
    clean, problems = definition.check_patch(body, answers, language)
    if problems:
        raise Invalid(problems)
    kept = {key: value for key, value in clean.items() if value is not None}
    outcome = _complete(body, kept, language)
    if not codes.mark(_mark(submission, survey)):
        raise WrongState(_("You answered this already. Thank you."))
    return SurveyResponse.objects.create(
        survey=survey,
        version=version,
        type_key=submission.report_type.key,
        unit_key=submission.unit.key if submission.unit else "",
        language=submission.language,
        week=monday(local_day()),
        source=submission.source,
        answers=outcome.kept,
    )


def was_answered(submission: Submission, survey: Survey) -> bool:
    """Whether something was said about the sending of this report."""
    return codes.is_marked(_mark(submission, survey))


def _mark(submission: Submission, survey: Survey) -> str:
    return keyed_hash("survey-once", f"{survey.key}|{submission.public_id}")


def delete_expired() -> int:
    """Forget codes and unfinished answers of invitations whose time is over; the invitation still counts."""
    over = SurveyInvitation.objects.filter(expires_on__lt=local_day(), token_hash__isnull=False)
    return over.update(token_hash=None, answers={})
