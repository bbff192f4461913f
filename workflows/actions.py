"""What people do to reports. Always in this order: lock the row, allow, change, record, follow up."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from accounts.models import User
from workflows import definition
from workflows.actors import By, Role, role_of
from workflows.attachments import file_facts
from workflows.clock import now
from workflows.definition import Outcome, Problem
from workflows.definition.texts import can_be_kept, plain
from workflows.dispatching import ask_for_dispatch
from workflows.errors import Invalid, Overtaken, WrongState
from workflows.follow_ups import follow_up
from workflows.history import record
from workflows.models import (
    AnswerSet,
    InformationRequest,
    OffenceCode,
    Receipt,
    RejectionReason,
    ReviewPolicy,
    Submission,
    Unit,
)
from workflows.numbering import next_permanent_number
from workflows.permissions import require
from workflows.reopening import reopenable, with_what_they_hang_on
from workflows.same_things import note_same_things
from workflows.search import index_again
from workflows.sources import count_stage
from workflows.summaries import summary_of
from workflows.surveys.planning import forget_plan, plan_survey
from workflows.transitions import ACTIONS
from workflows.webhooks import tell_of_state
from workflows.wiping import places_of, settle_files
from workflows.working_days import due_day, local_day


def lock(submission: Submission, *, seen: int | None = None) -> Submission:
    """Return the row as it is now, locked until the transaction ends; `Overtaken` when it is newer than `seen`."""
    rows = Submission.objects.select_related("form_version", "report_type__policy")
    rows = rows.defer("form_version__canonical", "form_version__languages")
    submission = rows.select_for_update(of=("self",)).get(pk=submission.pk)
    submission.note_values()
    if seen is not None and seen != submission.version:
        raise Overtaken(submission.version)
    return submission


def move(submission: Submission, action: str) -> tuple[str, str]:
    """Make the state change that the table has for `action`; `WrongState` when it has none from here."""
    before = submission.status
    try:
        getattr(submission, action)()
    except TransitionNotAllowed as refused:
        raise WrongState from refused
    submission.version += 1
    return before, submission.status


@transaction.atomic
def claim_report(submission: Submission, *, by: User, seen: int) -> Submission:
    """Take a report from the unit's queue; of two reviewers at once one wins and the other is told."""
    submission = lock(submission, seen=seen)
    require(by, "claim", submission)
    return _claim(submission, by)


def _claim(submission: Submission, by: User) -> Submission:
    moved = move(submission, "claim")
    submission.reviewer, submission.claimed_at = by, now()
    submission.save_changes()
    _record("claim", submission, moved, by=by)
    return submission


@transaction.atomic
def release_report(submission: Submission, *, by: By, seen: int) -> Submission:
    """Put a claimed report back into the queue."""
    submission = lock(submission, seen=seen)
    require(by, "release", submission)
    moved = move(submission, "release")
    submission.reviewer = submission.claimed_at = submission.first_approver = None
    submission.save_changes()
    _record("release", submission, moved, by=by)
    return submission


@transaction.atomic
def request_information(
    submission: Submission,
    *,
    by: User,
    seen: int,
    questions: list[str],
    text: str,
    due_on: date | None = None,
) -> Submission:
    """Open the named questions again for the citizen, until `due_on` (by default the policy's days)."""
    submission = lock(submission, seen=seen)
    require(by, "request_information", submission)
    _check_questions(submission, questions)
    questions = with_what_they_hang_on(submission, questions)
    due = due_on or due_day(submission.policy.answer_days)
    if due <= local_day():
        raise Invalid([Problem("/due_on", "too_early", _("Choose a date after today."))])
    moved = move(submission, "request_information")
    submission.flagged = False
    submission.save_changes()
    asked = InformationRequest.objects.create(
        submission=submission, questions=questions, text=text, due_on=due, asked_by=by, asked_at=now()
    )
    _record("request_information", submission, moved, by=by, questions=questions, due_on=due.isoformat())
    follow_up(submission, "letter_information", mark=str(asked.pk), request=asked.pk)
    return submission


def _check_questions(submission: Submission, questions: list[str]) -> None:
    known = {asked.key for asked in reopenable(submission)}
    if not questions or not set(questions) <= known:
        raise Invalid([Problem("/questions", "unknown", _("Choose questions of this report."))])


@transaction.atomic
def provide_information(
    submission: Submission, *, by: By, answers: dict[str, Any], seen: int | None = None, channel: str = ""
) -> Submission:
    """Take the citizen's answers to the named questions and hand the report back to its reviewer.

    `channel` is how the answers came in, where staff enter them for the person.
    Other answers stay as they were. Answers that are not valid raise `Invalid` and nothing is changed.
    """
    submission = lock(submission, seen=seen)
    require(by, "provide_information", submission)
    asked = submission.information_requests.filter(answered_at=None, expired_at=None).last()
    if asked is None:
        raise WrongState
    outcome = _answered(submission, asked, answers)
    merged, fell_away = outcome.kept, sorted(places_of(submission, outcome))
    settle_files(submission, before=submission.answers, after=merged)
    moved = move(submission, "provide_information")
    submission.answers, submission.summary = merged, summary_of(merged)
    submission.save_changes()
    number = submission.answer_sets.count() + 1
    AnswerSet.objects.create(submission=submission, number=number, answers=merged, role=role_of(by), at=now())
    asked.answered_at = now()
    asked.save(update_fields=["answered_at"])
    index_again(submission)
    note_same_things(submission)
    told = {"channel": channel} if channel else {}
    keys = sorted(answers)
    _record("provide_information", submission, moved, by=by, questions=keys, fell_away=fell_away, **told)
    return submission


def _answered(submission: Submission, asked: InformationRequest, answers: dict[str, Any]) -> Outcome:
    closed = [
        Problem(f"/{key}", "not_open", _("The officer did not ask for this answer. It stays as it was."))
        for key in answers
        if key not in asked.questions
    ]
    if not answers:
        closed = [Problem(f"/{key}", "required", _("This is needed.")) for key in asked.questions]
    values, problems = definition.check_patch(submission.definition, answers, submission.language)
    if closed or problems:
        raise Invalid([*closed, *problems])
    merged = {key: value for key, value in {**submission.answers, **values}.items() if value is not None}
    outcome = definition.assess(
        submission.definition, merged, submission.language, today=local_day(), files=file_facts(submission)
    )
    blocking = [problem for problem in outcome.problems if problem.path.split("/")[1] in asked.questions]
    blocking += _unseen(submission, values, outcome)
    if blocking:
        raise Invalid(blocking)
    return outcome


def _unseen(submission: Submission, values: dict[str, Any], outcome: Outcome) -> Iterator[Problem]:
    """Yield what is wrong with new answers that would be lost: they are not asked with the others."""
    sentence = _("This is not asked with your other answers. Change those, or leave it out.")
    for key, value in values.items():
        if value is not None and key not in outcome.visible and value != submission.answers.get(key):
            yield Problem(f"/{key}", "not_asked", sentence)


@transaction.atomic
def expire_information_request(asked: InformationRequest) -> Submission:
    """Hand a report back, flagged, when the citizen did not answer in time. Nothing is deleted."""
    submission = lock(asked.submission)
    moved = move(submission, "provide_information")
    submission.flagged = True
    submission.save_changes()
    InformationRequest.objects.filter(pk=asked.pk).update(expired_at=now())
    _record("information_expired", submission, moved, by=Role.SYSTEM)
    return submission


@transaction.atomic
def reject_report(
    submission: Submission, *, by: User, seen: int, reason: RejectionReason, text: str
) -> Submission:
    """Close a report without a file, with a reason from the register and the text the citizen gets."""
    submission = lock(submission, seen=seen)
    require(by, "reject", submission)
    moved = move(submission, "reject")
    submission.rejection_reason, submission.decided_at = reason, now()
    submission.save_changes()
    _tell(submission, by, text)
    plan_survey(submission)
    _record("reject", submission, moved, by=by, reason=reason.token)
    follow_up(submission, "letter_rejected", mark=str(submission.version))
    return submission


@transaction.atomic
def reopen_report(submission: Submission, *, by: User, seen: int, reason: str) -> Submission:
    """Take a rejected report up again on appeal; its reviewer gets it back."""
    submission = lock(submission, seen=seen)
    require(by, "reopen", submission)
    moved = move(submission, "reopen")
    submission.rejection_reason = submission.decided_at = submission.first_approver = None
    submission.due_on = due_day(submission.policy.review_days)
    submission.save_changes()
    forget_plan(submission)
    _record("reopen", submission, moved, by=by, comment=reason)
    follow_up(submission, "letter_reopened", mark=str(submission.version))
    return submission


@transaction.atomic
def approve_report(submission: Submission, *, by: User, seen: int, offence: OffenceCode | None) -> Submission:
    """Accept a report under review: it gets its permanent number, and what follows is on its way.

    `offence` None says that it is not an offence, where the policy allows. Where the policy asks for two
    people, the first approval leaves the report under review for the second. Where the records system gives
    the number, the report stays under review until its receipt is in.
    """
    submission = lock(submission, seen=seen)
    require(by, "approve", submission)
    if submission.status != ACTIONS["approve"].sources[0] or submission.number_awaited:
        raise WrongState
    _check_offence(submission, offence)
    submission.offence = offence
    if submission.policy.approvals == 2 and submission.first_approver is None:
        return _first_approval(submission, by)
    submission.approved_by = by
    if submission.policy.number_issuer == ReviewPolicy.NumberIssuer.RMS:
        return _await_number(submission, by)
    return _approve(submission, by, now())


def _check_offence(submission: Submission, offence: OffenceCode | None) -> None:
    if offence is None and not submission.policy.no_offence_allowed:
        raise Invalid([Problem("/offence", "required", _("Choose the offence code."))])


def _first_approval(submission: Submission, by: User) -> Submission:
    submission.first_approver = by
    submission.version += 1
    submission.save_changes()
    record("first_approval", submission, by=by)
    return submission


def _await_number(submission: Submission, by: User) -> Submission:
    submission.number_awaited = True
    submission.version += 1
    submission.save_changes()
    record("number_requested", submission, by=by)
    follow_up(submission, "number")
    return submission


def _approve(submission: Submission, by: By, at: datetime, number: str = "") -> Submission:
    moved = move(submission, "approve")
    submission.approved_at = submission.decided_at = at
    submission.number_awaited = False
    submission.permanent_number = number or next_permanent_number(at)
    submission.save_changes()
    count_stage(submission, "approved")
    code = submission.offence.code if submission.offence else "none"
    plan_survey(submission)
    _record("approve", submission, moved, by=by, offence=code)
    follow_up(submission, "copy", "letter_approved", "transfer", "receipt")
    return submission


@transaction.atomic
def approve_with_number(submission: Submission, *, number: str) -> Submission:
    """Finish an approval whose number the records system gives. A repeated receipt changes nothing."""
    submission = lock(submission)
    if not submission.number_awaited:
        return submission
    return _approve(submission, Role.SYSTEM, now(), number)


@transaction.atomic
def file_report(
    submission: Submission,
    *,
    by: By,
    seen: int | None = None,
    receipt: Receipt | None = None,
    reason: str = "",
) -> Submission:
    """Close an approved report as filed: by the records system's receipt, or by a clerk who says why."""
    submission = lock(submission, seen=seen)
    require(by, "file", submission)
    if receipt is None and not reason.strip():
        raise Invalid([Problem("/reason", "required", _("Say why you file it by hand."))])
    moved = move(submission, "file")
    submission.filed_at = now()
    submission.save_changes()
    _record("file", submission, moved, by=by, comment=reason, receipt=receipt.pk if receipt else 0)
    follow_up(submission, "letter_filed")
    return submission


@transaction.atomic
def withdraw_report(
    submission: Submission, *, by: By, seen: int | None = None, reason: str = ""
) -> Submission:
    """End the review because the citizen takes the report back. The report is kept."""
    reason = plain(reason)
    if not can_be_kept(reason):
        sentence = _("The text holds characters that cannot be kept. Write it again.")
        raise Invalid([Problem("/reason", "characters", sentence)], sentence)
    submission = lock(submission, seen=seen)
    require(by, "withdraw", submission)
    moved = move(submission, "withdraw")
    submission.decided_at = now()
    submission.save_changes()
    _record("withdraw", submission, moved, by=by, comment=reason)
    follow_up(submission, "letter_withdrawn")
    return submission


VIDEO_PRIORITY = {"no_dispatch": 0, "reclassify": 1, "forensic": 2, "patrol": 3}


@transaction.atomic
def record_video_outcome(
    submission: Submission,
    *,
    by: User,
    seen: int,
    outcome: str,
    reason: str,
    preserve: str = "",
    offence: OffenceCode | None = None,
    unit: Unit | None = None,
) -> Submission:
    """Note what a video call led to: priority, unit and offence proposed follow from it, and who is to go there."""
    submission = lock(submission, seen=seen)
    require(by, "record_video_outcome", submission)
    _check_video_outcome(by, outcome, offence, unit)
    moved = move(submission, "record_video_outcome")
    submission.priority = max(submission.priority, VIDEO_PRIORITY[outcome])
    submission.offence = offence or submission.offence
    submission.unit = unit or submission.unit
    submission.save_changes()
    ask_for_dispatch(submission, by=by, outcome=outcome, preserve=preserve)
    _record("record_video_outcome", submission, moved, by=by, outcome=outcome, comment=reason)
    return submission


def _check_video_outcome(by: User, outcome: str, offence: OffenceCode | None, unit: Unit | None) -> None:
    if outcome not in VIDEO_PRIORITY:
        raise Invalid([Problem("/outcome", "unknown", _("Choose an outcome from the list."))])
    if unit is not None and not by.units.filter(pk=unit.pk).exists():
        raise Invalid([Problem("/unit", "unknown", _("Choose a unit that you belong to."))])


def _tell(submission: Submission, by: User, text: str) -> None:
    submission.messages.create(role=role_of(by), author=by, text=text, at=now())


def _record(kind: str, submission: Submission, moved: tuple[str, str], *, by: By, **data: Any) -> None:
    record(kind, submission, by=by, from_status=moved[0], to_status=moved[1], **data)
    tell_of_state(submission, *moved)


PERFORM: dict[str, Callable[..., Submission]] = {
    "claim": claim_report,
    "release": release_report,
    "request_information": request_information,
    "provide_information": provide_information,
    "reject": reject_report,
    "reopen": reopen_report,
    "approve": approve_report,
    "file": file_report,
    "withdraw": withdraw_report,
    "record_video_outcome": record_video_outcome,
}
