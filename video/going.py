"""What people do in a call: try the devices, wait, come and go, change to the phone."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from video.consent import Topic, agreed_to
from video.errors import ConsentNeeded
from video.models import Participant, Session
from video.permissions import require_role
from video.rows import keep, lock, move
from video.states import BEFORE, IN_CALL, State
from workflows.actors import By, Role
from workflows.clock import now
from workflows.follow_ups import follow_up

KEPT_FOR = timedelta(minutes=10)
TESTED = ("camera", "microphone", "speaker", "relay", "bandwidth_kbps", "in_app_browser")


def actor_of(participant: Participant) -> By:
    """Return who acts, for the history: an officer by name, all others as the citizen's side."""
    return participant.user or Role.CITIZEN


@transaction.atomic
def note_self_test(participant: Participant, results: dict[str, Any]) -> Session:
    """Keep what the resident's self-test found. What failed does not stop anybody: there is chat, and the phone."""
    require_role(participant, Participant.Role.RESIDENT)
    session = lock(participant.session)
    move(session, "check_devices")
    session.self_test = {name: results[name] for name in TESTED if name in results}
    keep(
        session,
        "checked",
        by=Role.CITIZEN,
        failed=[name for name, found in session.self_test.items() if found is False],
    )
    return session


@transaction.atomic
def begin_to_wait(participant: Participant) -> Session:
    """Put the resident into the queue; said again, it keeps the place for another ten minutes."""
    require_role(participant, Participant.Role.RESIDENT)
    session = lock(participant.session)
    if session.state == State.WAITING:
        session.place_kept_until = now() + KEPT_FOR
        session.save_changes()
        return session
    if agreed_to(session, Topic.CALL) is not True:
        raise ConsentNeeded
    move(session, "wait")
    session.place_kept_until = now() + KEPT_FOR
    keep(session, "waiting", by=Role.CITIZEN)
    return session


@transaction.atomic
def leave(participant: Participant, *, for_good: bool) -> Session:
    """Go away: for good cancels what has not begun; else the place is kept, and a call waits for the way back."""
    session = lock(participant.session)
    if participant.role != Participant.Role.RESIDENT:
        return session
    if session.state in BEFORE and for_good:
        return cancel_call(session, by=Role.CITIZEN)
    if session.state == State.LIVE:
        move(session, "interrupt")
        keep(session, "interrupted", by=Role.CITIZEN)
    return session


@transaction.atomic
def cancel_call(session: Session, *, by: By, reason: str = "") -> Session:
    """Call it off before an officer joined. Of what was planned, or ended by staff, the person is told."""
    session = lock(session)
    move(session, "cancel")
    if session.opening is not None or isinstance(by, User):
        mark = session.public_id.hex[:12]
        follow_up(session.submission, "video_cancelled", mark=mark, call=session.pk)
    keep(session, "cancelled", by=by, comment=reason[:300])
    return session


@transaction.atomic
def fall_back_to_phone(participant: Participant) -> Session:
    """Go on by phone: the last rung."""
    require_role(participant, Participant.Role.RESIDENT, Participant.Role.OFFICER)
    session = lock(participant.session)
    move(session, "fall_back")
    keep(session, "fallback_phone", by=actor_of(participant))
    return session


@transaction.atomic
def note_progress(participant: Participant, *, event: str, relayed: bool | None = None) -> Session:
    """Note what a browser saw: the first frame, a break, the line back. What is so already is left as it is."""
    session = lock(participant.session)
    if relayed is not None and participant.role in {Participant.Role.RESIDENT, Participant.Role.OFFICER}:
        session.relayed = relayed
    if session.state not in IN_CALL:
        session.save_changes()
        return session
    {"first_frame": _first_frame, "interrupted": _break, "resumed": _back, "reconnected": _reconnected}[
        event
    ](session)
    return session


def _first_frame(session: Session) -> None:
    if session.first_frame_at is None:
        session.first_frame_at = now()
    if session.state == State.CONNECTING:
        move(session, "connect")
        keep(session, "live", by=Role.SYSTEM)
    else:
        _back(session)


def _break(session: Session) -> None:
    if session.state == State.LIVE:
        move(session, "interrupt")
        keep(session, "interrupted", by=Role.SYSTEM)
    else:
        session.save_changes()


def _back(session: Session) -> None:
    if session.state == State.INTERRUPTED:
        move(session, "resume")
        session.reconnects += 1
        keep(session, "resumed", by=Role.SYSTEM)
    else:
        session.save_changes()


def _reconnected(session: Session) -> None:
    if session.state == State.INTERRUPTED:
        _back(session)
        return
    session.reconnects += 1
    session.save_changes()


@transaction.atomic
def begin_by_text(session: Session) -> None:
    """Let a call without a camera run once both sides wrote: there will be no first frame."""
    session = lock(session)
    if session.state != State.CONNECTING:
        return
    roles = (Participant.Role.RESIDENT, Participant.Role.OFFICER)
    since = session.joined_at or session.invited_at
    wrote = session.messages.filter(kind="chat", at__gte=since, sender__role__in=roles)
    if wrote.values("sender__role").distinct().count() == len(roles):
        move(session, "connect")
        keep(session, "live", by=Role.SYSTEM, without_picture=True)
