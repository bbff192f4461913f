"""A call's row: locked, moved as the table says, saved, told to everybody in the call."""

from typing import Any

from django_fsm import TransitionNotAllowed

from video.errors import WrongMove
from video.mailbox import post
from video.models import Session
from video.rooms import end_room
from video.states import MOVES, OVER, State
from workflows.actors import By
from workflows.clock import now
from workflows.history import record

# Which time is noted when a state is reached the first time.
STAMPS = {
    State.OPENED: "opened_at",
    State.CHECKED: "checked_at",
    State.WAITING: "waiting_at",
    State.CONNECTING: "joined_at",
    State.WRAP_UP: "ended_at",
    State.CLOSED: "outcome_at",
}


def lock(session: Session) -> Session:
    """Return the row as it is now, locked until the transaction ends."""
    rows = Session.objects.select_related("submission__report_type__policy", "officer", "opening")
    locked: Session = rows.select_for_update(of=("self",)).get(pk=session.pk)
    locked.note_values()
    return locked


def move(session: Session, name: str) -> None:
    """Make the move that the table calls `name` and note when; `WrongMove` says why there is none from here."""
    try:
        getattr(session, name)()
    except TransitionNotAllowed as refused:
        raise WrongMove(MOVES[name].refused, state=session.state) from refused
    session.version += 1
    stamp = STAMPS.get(State(session.state))
    if stamp and getattr(session, stamp) is None:
        setattr(session, stamp, now())
    if session.state in OVER:
        session.over_at = now()


def check_move(session: Session, name: str) -> None:
    """Raise `WrongMove` with its sentence unless the table has a move called `name` from where the call stands."""
    if State(session.state) not in MOVES[name].sources:
        raise WrongMove(MOVES[name].refused, state=session.state)


def keep(session: Session, kind: str, *, by: By, **data: Any) -> None:
    """Save the change, tell those in the call, and record it: last, since it locks the chain."""
    session.save_changes()
    end_room(session)
    post(session, "state", {"state": session.state, "version": session.version})
    record(f"video_{kind}", session.submission, by=by, call=session.public_id.hex, **data)
