"""Supplements: an approved report never changes; what is added is a report of its own that names its parent."""

from typing import Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from workflows import secrets
from workflows.actions import lock, move
from workflows.actors import By, Role, role_of
from workflows.anonymity import STAY_ANONYMOUS
from workflows.definition import Definition, Problem, Question
from workflows.definition.texts import can_be_kept, plain
from workflows.drafts import token_of
from workflows.errors import Invalid, NotAllowed, WrongState
from workflows.follow_ups import follow_up
from workflows.history import record
from workflows.models import AnswerSet, Status, Submission
from workflows.numbering import new_temporary_number
from workflows.permissions import in_unit
from workflows.reporting_person import who_and_where
from workflows.search import index_report
from workflows.submitting import Sent, sent_before
from workflows.summaries import summary_of
from workflows.webhooks import tell_of_state
from workflows.working_days import due_day

TAKES = (Status.APPROVED, Status.FILED)
LONGEST = 20_000
MOST = 20
STORIES = ("long_text", "statement")
# What a supplement says again, so that it can be read alone: who (or that the person stays anonymous), when and where.
REPEATED = (
    STAY_ANONYMOUS,
    "first_name",
    "last_name",
    "birth_date",
    "email",
    "phone",
    "address",
    "reporting_role",
    "incident_time",
    "incident_place",
)


def takes_supplements(submission: Submission) -> bool:
    """Whether something can be added to the report: from its approval on, and not to a supplement."""
    return submission.status in TAKES and submission.parent_id is None


def may_add_for_somebody(user: User, parent: Submission) -> bool:
    """Whether `user` may add to a report for a caller."""
    allowed = user.has_perm("workflows.enter_submission") and in_unit(user, parent)
    return allowed and takes_supplements(parent)


@transaction.atomic
def add_supplement(
    parent: Submission, *, text: str, key: str, by: By = Role.CITIZEN, channel: str = ""
) -> Sent:
    """Send a supplement in the citizen's words and return its own number and code; the same `key` gives the same.

    `by` is the citizen, or staff who enter it for them, with the channel it came by. It goes to the unit of its
    parent's type and is reviewed like any report. Raises `WrongState` before the parent's approval, and `Invalid`
    for a text that cannot be taken.
    """
    parent = lock(parent)
    if not takes_supplements(parent):
        raise WrongState
    if isinstance(by, User) and not may_add_for_somebody(by, parent):
        raise NotAllowed
    text = _checked(parent, text)
    key_hash = secrets.keyed_hash("submission-key", key)
    known = parent.supplements.select_related("form_version").filter(submission_key_hash=key_hash).first()
    if known is not None:
        return sent_before(known, key)
    supplement = _begun(parent, text, by, channel)
    moved = move(supplement, "submit")
    supplement.submission_key_hash = key_hash
    supplement.save()
    AnswerSet.objects.create(
        submission=supplement,
        number=1,
        answers=supplement.answers,
        role=role_of(by),
        at=now(),
    )
    index_report(supplement)
    record("submit", supplement, by=by, from_status=moved[0], to_status=moved[1], parent=parent.pk)
    tell_of_state(supplement, *moved)
    follow_up(supplement, "letter_received")
    return sent_before(supplement, key)


def _checked(parent: Submission, text: str) -> str:
    text = plain(text)
    if not text:
        raise Invalid([Problem("/text", "required", _("Write what you want to add."))])
    if not can_be_kept(text):
        sentence = _("The text holds characters that cannot be kept. Write it again.")
        raise Invalid([Problem("/text", "characters", sentence)])
    if len(text) > LONGEST:
        raise Invalid(
            [Problem("/text", "too_long", _("Write at most %(most)s characters.") % {"most": LONGEST})]
        )
    if parent.supplements.count() >= MOST:
        raise Invalid([Problem("/text", "too_many", _("A report takes at most %(most)s.") % {"most": MOST})])
    return text


def _begun(parent: Submission, text: str, by: By, channel: str) -> Submission:
    at = now()
    supplement = Submission(
        report_type=parent.report_type,
        form_version=parent.form_version,
        parent=parent,
        language=parent.language,
        channel=channel or parent.channel,
        entered_by=by if isinstance(by, User) else None,
        nonce=secrets.new_nonce(),
        answers=_answers(parent, text),
        unit=parent.policy.unit,
        due_on=due_day(parent.policy.review_days),
        temporary_number=new_temporary_number(),
        submitted_at=at,
        declared_at=at,
    )
    supplement.access_code_hash = secrets.code_hash("access", secrets.access_code(token_of(supplement)))
    supplement.summary = summary_of(supplement.answers)
    return supplement


def _answers(parent: Submission, text: str) -> dict[str, Any]:
    asked = Definition.of(parent.definition).asked.values()
    stories = [each.key for each in asked if isinstance(each, Question) and each.kind in STORIES]
    story = "story" if "story" in stories or not stories else stories[0]
    repeated = (*REPEATED, *who_and_where(parent.definition))
    return {**{key: parent.answers[key] for key in repeated if key in parent.answers}, story: text}
