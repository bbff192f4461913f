"""What staff write to the citizen outside a decision. `following.add_message` is the citizen's side."""

from typing import Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.actions import lock
from workflows.actors import role_of
from workflows.definition import Problem
from workflows.definition.texts import can_be_kept, plain
from workflows.errors import Invalid, NotAllowed
from workflows.follow_ups import follow_up
from workflows.history import record
from workflows.models import Message, Status, Submission
from workflows.permissions import in_unit

LONGEST_MESSAGE = 4000
_CLOSED = (Status.DRAFT, Status.WITHDRAWN)


def refusal_to_write(by: User, submission: Submission) -> Any:
    """Return why `by` may not write to the citizen of this report, as a sentence, or None."""
    if not by.has_perm("workflows.review_submission") or not in_unit(by, submission):
        return _("Your role may not write to the citizen.")
    if submission.status in _CLOSED:
        return _("This report takes no more messages.")
    if submission.reviewer_id not in (None, by.pk) and not by.has_perm("workflows.supervise_submission"):
        return _("Its reviewer or a supervisor writes to the citizen.")
    return None


@transaction.atomic
def send_message(submission: Submission, *, by: User, text: str) -> Message:
    """Write to the citizen: the message stands with the report, and a mail says that it is there.

    Raises `NotAllowed` with the reason, or `Invalid` with what is wrong with the text. The report's version
    stays: a message changes nothing that somebody decides on.
    """
    submission = lock(submission)
    refused = refusal_to_write(by, submission)
    if refused:
        raise NotAllowed(refused)
    text = _checked(text)
    latest = submission.messages.last()
    if latest is not None and latest.author_id == by.pk and latest.text == text:
        return latest  # the button was pressed twice
    message = submission.messages.create(role=role_of(by), author=by, text=text, at=now())
    record("message", submission, by=by, message=message.pk)
    follow_up(submission, "letter_message", mark=str(message.pk))
    return message


def _checked(text: str) -> str:
    text = plain(text)
    if not text:
        raise Invalid([Problem("/text", "required", _("Write your message."))])
    if not can_be_kept(text):
        sentence = _("The text holds characters that cannot be kept. Write it again.")
        raise Invalid([Problem("/text", "characters", sentence)])
    if len(text) > LONGEST_MESSAGE:
        raise Invalid([Problem("/text", "too_long", _("Write at most 4,000 characters."))])
    return text
