"""Mending: a person looked at an effect that failed, and lets it be tried again or takes it as done."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.errors import NotAllowed, WrongState
from workflows.follow_ups import replay, take_as_done
from workflows.history import record
from workflows.letters import note_sent, send_again
from workflows.models import Delivery, FollowUp, Transfer

STOPPED = (FollowUp.State.DEAD, FollowUp.State.UNCERTAIN)


def may_replay(user: User) -> bool:
    """Whether somebody may put a failed effect back to work."""
    return user.has_perm("workflows.change_followup")


@transaction.atomic
def run_again(row: FollowUp, *, by: User) -> None:
    """Try a dead or uncertain effect again, with an event. A letter is sent even if it may have been before."""
    row = _stopped(row, by)
    for delivery in _letters(row):
        send_again(delivery)
    if row.kind in {"transfer", "receipt", "number"}:
        _open_transfer(row)
    replay(row)
    record("replay", row.submission, by=by, effect=row.kind, follow_up=row.pk)


@transaction.atomic
def take_as_sent(row: FollowUp, *, by: User) -> None:
    """Take a letter as sent, with an event: somebody found its Message-ID with the mail server."""
    row = _stopped(row, by)
    letters = _letters(row)
    if not letters:
        raise WrongState
    for delivery in letters:
        note_sent(delivery)
    take_as_done(row)
    record("taken_as_sent", row.submission, by=by, effect=row.kind, follow_up=row.pk)


def _stopped(row: FollowUp, by: User) -> FollowUp:
    if not may_replay(by):
        raise NotAllowed(_("Your role may not do this."))
    row = FollowUp.objects.select_for_update(of=("self",)).select_related("submission").get(pk=row.pk)
    if row.state not in STOPPED:
        raise WrongState(_("This is at work or done: there is nothing to try again."))
    return row


def _letters(row: FollowUp) -> list[Delivery]:
    if not row.kind.startswith("letter_"):
        return []
    return list(Delivery.objects.filter(key=row.key).exclude(state=Delivery.State.SENT))


def _open_transfer(row: FollowUp) -> None:
    """A package that the records system refused is offered again under its key, after its cause was mended."""
    refused = Transfer.objects.filter(submission=row.submission, state=Transfer.State.REJECTED)
    refused.update(state=Transfer.State.PACKED, closed_at=None, sent_at=None)
