"""The states of a call and what leads from one to another. Model, actions, trigger and docs read this one table."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a call stands."""

    INVITED = "invited", _("Invited")
    OPENED = "opened", _("Link opened")
    CHECKED = "checked", _("Camera and sound tried")
    WAITING = "waiting", _("Waiting for an officer")
    CONNECTING = "connecting", _("An officer joins")
    LIVE = "live", _("In the call")
    INTERRUPTED = "interrupted", _("Interrupted")
    WRAP_UP = "wrap_up", _("Call over, outcome to be recorded")
    CLOSED = "closed", _("Closed with an outcome")
    NO_SHOW = "no_show", _("Nobody came")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Link not used in time")
    FALLBACK_PHONE = "fallback_phone", _("Goes on by phone")
    RESCHEDULED = "rescheduled", _("Moved to another time")


# Before an officer is there; while one is; when nothing more can happen.
BEFORE = (State.INVITED, State.OPENED, State.CHECKED, State.WAITING)
IN_CALL = (State.CONNECTING, State.LIVE, State.INTERRUPTED)
OVER = (State.CLOSED, State.NO_SHOW, State.CANCELLED, State.EXPIRED, State.RESCHEDULED)
# An officer owes an outcome.
OWES_OUTCOME = (*IN_CALL, State.WRAP_UP)


@dataclass(frozen=True)
class Move:
    """One row of the table. `refused` is said to whoever tries it from another state."""

    name: str
    sources: tuple[State, ...]
    target: State
    refused: Any


_OVER = _("This call is over.")
MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move("open", (State.INVITED,), State.OPENED, _("This link was used already.")),
        Move(
            "check_devices",
            (State.OPENED, State.CHECKED, State.WAITING),
            State.CHECKED,
            _("The call has begun already."),
        ),
        Move(
            "wait",
            (State.OPENED, State.CHECKED),
            State.WAITING,
            _("Try camera and sound first, or the call is over."),
        ),
        Move("take", (State.WAITING,), State.CONNECTING, _("Nobody waits in this call any more.")),
        Move(
            "give_back", (State.CONNECTING,), State.WAITING, _("The call has begun. End it with an outcome.")
        ),
        Move("connect", (State.CONNECTING,), State.LIVE, _("No officer is joining this call.")),
        Move("interrupt", (State.LIVE,), State.INTERRUPTED, _("The call is not running.")),
        Move("resume", (State.INTERRUPTED,), State.LIVE, _("The call is not interrupted.")),
        Move(
            "meet", (State.INVITED,), State.WRAP_UP, _("This meeting is over or was not planned in person.")
        ),
        Move("end", IN_CALL, State.WRAP_UP, _("The call is not running.")),
        Move("phone_over", (State.FALLBACK_PHONE,), State.WRAP_UP, _("This call does not go on by phone.")),
        Move(
            "close",
            (State.WRAP_UP,),
            State.CLOSED,
            _("End the call and record its outcome. Only then is it closed."),
        ),
        Move("miss", BEFORE, State.NO_SHOW, _("The person was there, or the call is over.")),
        Move("cancel", BEFORE, State.CANCELLED, _("The call has begun. It ends with an outcome.")),
        Move("expire", (State.INVITED, State.OPENED, State.CHECKED), State.EXPIRED, _OVER),
        Move("fall_back", (*BEFORE[1:], *IN_CALL), State.FALLBACK_PHONE, _OVER),
        Move("reschedule", (*BEFORE, *IN_CALL), State.RESCHEDULED, _OVER),
    )
}
PAIRS = frozenset((source.value, move.target.value) for move in MOVES.values() for source in move.sources)
