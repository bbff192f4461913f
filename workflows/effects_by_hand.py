"""Effects that failed, put back to work by a person who mended the cause or decided."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.errors import NotAllowed, WrongState
from workflows.follow_ups import replay
from workflows.history import record
from workflows.letters import send_again
from workflows.models import Delivery, FollowUp

_STOPPED = (FollowUp.State.DEAD, FollowUp.State.UNCERTAIN)


def may_replay(user: User) -> bool:
    """Whether somebody may put a failed effect back to work."""
    return user.has_perm("workflows.change_followup")


@transaction.atomic
def run_again(row: FollowUp, *, by: User) -> None:
    """Try a dead or uncertain effect again, with an event. A letter is sent even if it may have been before."""
    if not may_replay(by):
        raise NotAllowed(_("Your role may not do this."))
    row = FollowUp.objects.select_for_update(of=("self",)).select_related("submission").get(pk=row.pk)
    if row.state not in _STOPPED:
        raise WrongState(_("This is at work or done: there is nothing to try again."))
    if row.kind.startswith("letter_"):
        for delivery in Delivery.objects.filter(key=row.key).exclude(state=Delivery.State.SENT):
            send_again(delivery)
    replay(row)
    record("replay", row.submission, by=by, effect=row.kind, follow_up=row.pk)
