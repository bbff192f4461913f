"""Mending: a person looked at an effect that failed, and lets it be tried again."""

from django.db import transaction

from accounts.models import User
from workflows.errors import NotAllowed, WrongState
from workflows.follow_ups import replay
from workflows.history import record
from workflows.models import Delivery, FollowUp, Transfer

MENDABLE = (FollowUp.State.DEAD, FollowUp.State.UNCERTAIN)


@transaction.atomic
def try_again(row: FollowUp, *, by: User) -> None:
    """Put a dead or uncertain follow-up back to work: its letter may be sent, its package handed over again."""
    row = FollowUp.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not by.has_perm("workflows.change_followup"):
        raise NotAllowed
    if row.state not in MENDABLE:
        raise WrongState
    Delivery.objects.filter(key=row.key).exclude(state=Delivery.State.SENT).update(state=Delivery.State.READY)
    if row.kind in {"transfer", "receipt", "number"}:
        _open_transfer(row)
    record("replay", row.submission, by=by, effect=row.kind)
    replay(row)


def _open_transfer(row: FollowUp) -> None:
    """A package that the records system refused is offered again under its key, after its cause was mended."""
    refused = Transfer.objects.filter(submission=row.submission, state=Transfer.State.REJECTED)
    refused.update(state=Transfer.State.PACKED, closed_at=None, sent_at=None)
