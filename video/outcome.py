"""How a call ends: over, then closed with its outcome, which moves the case in the same transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from video.errors import WrongMove
from video.models import Participant, Session
from video.permissions import require_officer
from video.recording import end_recordings
from video.rows import keep, lock, move
from video.states import MOVES, State
from workflows.actions import VIDEO_PRIORITY, record_video_outcome
from workflows.definition import Problem
from workflows.dispatching import confirm_dispatch
from workflows.errors import Invalid
from workflows.models import Dispatch, OffenceCode, Submission, Unit

LONGEST = 4000


@transaction.atomic
def end_call(session: Session, *, by: User) -> Session:
    """End the call itself: recordings stop, and the officer owes its outcome."""
    session = lock(session)
    require_officer(by, session)
    move(session, "end")
    end_recordings(session, by=by)
    keep(session, "ended", by=by)
    return session


@transaction.atomic
def close_with_outcome(
    session: Session,
    *,
    by: User,
    seen: int,
    outcome: str,
    reason: str,
    preserve: str = "",
    offence: OffenceCode | None = None,
    unit: Unit | None = None,
) -> Session:
    """Close a call with its outcome and move the case, both or neither. `seen` is the report's version.

    Nothing else closes a call: one that still runs is refused, and so is one without outcome or reason.
    """
    report = Submission.objects.select_for_update(of=("self",)).get(pk=session.submission_id)
    session = lock(session)
    require_officer(by, session)
    if session.state != State.WRAP_UP:
        raise WrongMove(MOVES["close"].refused, state=session.state)
    _check(outcome, reason, preserve)
    record_video_outcome(
        report,
        by=by,
        seen=seen,
        outcome=outcome,
        reason=reason,
        preserve=preserve,
        offence=offence,
        unit=unit,
    )
    session.outcome, session.reason, session.preserve = outcome, reason, preserve
    move(session, "close")
    keep(session, "closed", by=by, outcome=outcome)
    Participant.objects.filter(session=session).exclude(role=Participant.Role.OFFICER).update(secret_hash="")
    return session


def _check(outcome: str, reason: str, preserve: str) -> None:
    problems = []
    if outcome not in VIDEO_PRIORITY:
        problems.append(Problem("/outcome", "unknown", _("Choose an outcome from the list.")))
    if not reason.strip():
        problems.append(Problem("/reason", "required", _("Say why.")))
    for name, text in (("reason", reason), ("preserve", preserve)):
        if len(text) > LONGEST:
            problems.append(Problem(f"/{name}", "too_long", _("Write at most 4,000 characters.")))
    if problems:
        raise Invalid(problems)


def confirm(session: Session, *, by: User, at: datetime | None = None, reference: str = "") -> Dispatch:
    """Note that somebody is on the way to the person of this call."""
    return confirm_dispatch(session.submission, by=by, at=at, reference=reference)


def dispatch_of(session: Session) -> Dispatch | None:
    """Return the dispatch that this call's outcome asked for."""
    if session.outcome_at is None or session.outcome not in Dispatch.Kind.values:
        return None
    rows = Dispatch.objects.filter(submission=session.submission_id, requested_at__lte=session.outcome_at)
    return rows.order_by("-requested_at").first()


@transaction.atomic
def take_notes(
    session: Session, *, by: User, notes: str | None = None, checklist: Mapping[str, bool] | None = None
) -> Session:
    """Keep the officer's notes and what of the checklist was done."""
    session = lock(session)
    require_officer(by, session)
    if session.is_over:
        raise WrongMove(_("The call is closed; its notes stay as they are."), state=session.state)
    if notes is not None:
        session.notes = notes[:20_000]
    if checklist is not None:
        session.checklist = {
            **session.checklist,
            **{key: bool(done) for key, done in checklist.items() if key in ITEMS},
        }
    session.save_changes()
    return session


@transaction.atomic
def miss_call(session: Session, *, by: User) -> Session:
    """Note that nobody came."""
    session = lock(session)
    move(session, "miss")
    keep(session, "no_show", by=by)
    return session


# What an officer goes through with the person: the scene, and what to leave as it is.
ITEMS = (
    "safe",
    "alone",
    "entry",
    "walk_through",
    "traces",
    "leave_as_is",
    "cameras",
    "serial_numbers",
    "next_step",
)
