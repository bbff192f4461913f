"""Sending a report: once, whatever the browser or the line does."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from workflows import definition, secrets
from workflows.actions import move
from workflows.actors import By, Role, role_of
from workflows.clock import now
from workflows.definition import Problem
from workflows.drafts import assess, is_open, lock_draft, token_of
from workflows.errors import Closed, Invalid, WrongState
from workflows.follow_ups import follow_up
from workflows.history import record
from workflows.models import AnswerSet, Status, Submission
from workflows.numbering import new_temporary_number
from workflows.permissions import require
from workflows.same_things import note_same_things
from workflows.search import index_report
from workflows.sources import count_stage
from workflows.summaries import summary_of
from workflows.webhooks import tell_of_state
from workflows.wiping import wipe_files, wiped_places
from workflows.working_days import due_day

SHOWN_AGAIN = timedelta(hours=24)
# What sending changes of the row, and nothing else: indexes of other columns are left alone.
WRITTEN = (
    *("status", "version", "temporary_number", "access_code_hash", "submission_key_hash", "submitted_at"),
    *("declared_at", "answers", "dropped", "unit", "due_on", "summary", "saved_at"),
)


@dataclass(frozen=True)
class Sent:
    """What the citizen gets: the number to track by, the code that opens the report, the promised date."""

    submission: Submission
    temporary_number: str
    access_code: str
    due_on: date | None


def submit_report(draft: Submission, *, declaration: bool, key: str, by: By = Role.CITIZEN) -> Sent:
    """Send the draft and return its number and code; the same again within a day gives the same answer.

    Raises `Invalid` with everything that still blocks, `Closed` when the type or draft is closed, and
    `WrongState` when it was sent with another `key` (an Idempotency-Key of 1 to 255 characters).
    """
    if draft.status != Status.DRAFT:
        return sent_before(draft, key)
    outcome = _checked(draft, declaration)
    due = due_day(draft.policy.review_days)
    code_hash = secrets.code_hash("access", secrets.access_code(token_of(draft)))
    for _attempt in range(5):
        try:
            return _send(draft, outcome, key=key, by=by, due=due, code_hash=code_hash)
        except _Taken:
            continue
    raise WrongState


class _Taken(Exception):
    """The random temporary number was in use."""


def _checked(draft: Submission, declaration: bool) -> definition.Outcome:
    if not is_open(draft) or not draft.report_type.is_open(now()):
        raise Closed
    outcome = assess(draft)
    problems = list(outcome.problems)
    if outcome.stopper is not None:
        text = _("This report cannot be sent here. Read what to do instead.")
        problems.insert(0, Problem("", "stopped", text))
    if declaration is not True:
        problems.append(Problem("/declaration", "required", _("Confirm that your report is true.")))
    if problems:
        raise Invalid(problems)
    return outcome


@transaction.atomic
def _send(
    draft: Submission, outcome: definition.Outcome, *, key: str, by: By, due: date, code_hash: str
) -> Sent:
    submission = lock_draft(draft)
    if submission.status != Status.DRAFT:
        return sent_before(submission, key)
    if submission.revision != draft.revision:
        raise Invalid(
            [Problem("", "changed", _("The report was changed on another device. Check it again."))]
        )
    require(by, "submit", submission)
    moved = move(submission, "submit")
    at = now()
    submission.temporary_number = new_temporary_number()
    submission.access_code_hash, submission.submission_key_hash = code_hash, _key_hash(key)
    submission.submitted_at = submission.declared_at = at
    submission.answers, submission.dropped = outcome.kept, wiped_places(submission, outcome, at)
    submission.unit_id, submission.due_on = submission.policy.unit_id, due
    submission.summary = summary_of(outcome.kept)
    try:
        with transaction.atomic():
            submission.save(update_fields=WRITTEN)
    except IntegrityError as taken:
        raise _Taken from taken
    AnswerSet.objects.create(submission=submission, number=1, answers=outcome.kept, role=role_of(by), at=at)
    index_report(submission)
    note_same_things(submission)
    count_stage(submission, "submitted")
    wiped: dict[str, Any] = {
        "dropped": sorted(submission.dropped),
        "files_wiped": wipe_files(submission, outcome),
    }
    record(
        "submit",
        submission,
        by=by,
        from_status=moved[0],
        to_status=moved[1],
        channel=submission.channel,
        **wiped,
    )
    tell_of_state(submission, *moved)
    follow_up(submission, "letter_received")
    return _sent(submission)


def sent_before(submission: Submission, key: str) -> Sent:
    """Return the answer of a sending that happened, to the one who sent it, for a day."""
    same_key = secrets.same(submission.submission_key_hash or "", _key_hash(key))
    recent = submission.submitted_at is not None and now() - submission.submitted_at < SHOWN_AGAIN
    if not same_key or not recent:
        raise WrongState(_("This report was sent before. Follow it with its number and code."))
    return _sent(submission)


def _sent(submission: Submission) -> Sent:
    code = secrets.access_code(token_of(submission))
    return Sent(submission, submission.temporary_number or "", code, submission.due_on)


def _key_hash(key: str) -> str:
    return secrets.keyed_hash("submission-key", key)
