"""What time does to calls: links end, nobody comes, places are given up, lines stay broken, addresses are forgotten."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from video.errors import WrongMove
from video.links import AROUND
from video.models import Message, Participant, Session, Still
from video.people import HERE_FOR
from video.rows import keep, lock, move
from video.signalling import WITH_ADDRESSES
from video.states import BEFORE, OVER, State
from video.stills import Evidence, destroy_still
from workflows.actors import Role
from workflows.clock import now
from workflows.follow_ups import follow_up

PURGED_AFTER = timedelta(hours=24)
# Reminders of an appointment go out so long before it.
REMINDERS = {"day": timedelta(hours=24), "hour": timedelta(hours=1)}
MOST_AT_ONCE = 500


def sweep() -> None:
    """Every minute: end what nobody came to, note broken lines, remind of appointments."""
    expire_links()
    give_up_places()
    note_broken_lines()
    remind()


def expire_links() -> int:
    """End calls whose link's time is over: of an appointment somebody missed it, of the others the link expired."""
    waiting = Session.objects.filter(state__in=[State.INVITED, State.OPENED, State.CHECKED])
    with_end = waiting.annotate(
        ends=Max("participants__links__closes_at", filter=Q(participants__role=Participant.Role.RESIDENT))
    )
    late = list(with_end.filter(ends__lt=now())[:MOST_AT_ONCE])
    missed = waiting.filter(kind=Session.Kind.IN_PERSON, opening__starts_at__lt=now() - AROUND)
    for session in [*late, *missed[:MOST_AT_ONCE]]:
        _end(session, "expire" if session.opening_id is None else "miss")
    return len(late)


def give_up_places() -> None:
    """End the waiting of whoever went away and did not come back in ten minutes."""
    gone = Session.objects.filter(state=State.WAITING, place_kept_until__lt=now())
    for session in gone.exclude(_resident_seen_since(now() - HERE_FOR))[:MOST_AT_ONCE]:
        _end(session, "miss")


def note_broken_lines() -> None:
    """Note that a call is interrupted whose resident gives no sign."""
    live = Session.objects.filter(state=State.LIVE)
    for session in live.exclude(_resident_seen_since(now() - HERE_FOR))[:MOST_AT_ONCE]:
        _end(session, "interrupt")


def _resident_seen_since(moment: datetime) -> Q:
    seen = Participant.objects.filter(role=Participant.Role.RESIDENT, seen_at__gte=moment)
    return Q(pk__in=seen.values("session"))


_SAID = {"expire": "expired", "miss": "no_show", "interrupt": "interrupted"}


@transaction.atomic
def _end(session: Session, how: str) -> None:
    session = lock(session)
    try:
        move(session, how)
    except WrongMove:  # somebody acted at this moment
        return
    keep(session, _SAID[how], by=Role.SYSTEM)


def remind() -> None:
    """Have reminders sent for appointments that are a day and an hour away; each once."""
    for name, before in REMINDERS.items():
        near = Session.objects.filter(
            state__in=BEFORE, opening__starts_at__gt=now(), opening__starts_at__lte=now() + before
        )
        fresh = near.filter(invited_at__lt=now() - timedelta(minutes=10)).select_related("submission")
        for session in fresh[:MOST_AT_ONCE]:
            with transaction.atomic():
                mark = f"{session.public_id.hex[:12]}-{name}"
                follow_up(session.submission, "video_reminder", mark=mark, call=session.pk)


def purge() -> None:
    """Every hour: empty what may hold network addresses a day after it was sent; forget who was when where."""
    old = now() - PURGED_AFTER
    Message.objects.filter(kind__in=WITH_ADDRESSES, purged_at=None, at__lt=old).update(
        body={}, purged_at=now()
    )
    over = Session.objects.filter(state__in=OVER, purged_at=None, over_at__lt=old)
    for session in over.select_related("submission")[:MOST_AT_ONCE]:
        _purge(session)


@transaction.atomic
def _purge(session: Session) -> None:
    """Empty a call that is over of addresses, keys and pictures that nobody agreed to keep."""
    session = lock(session)
    _each_still(session, lambda still: destroy_still(still, by=Role.SYSTEM))
    rows = session.messages.filter(kind__in=WITH_ADDRESSES, purged_at=None)
    rows.update(body={}, purged_at=now())
    session.participants.update(secret_hash="", seen_at=None)
    session.purged_at = now()
    session.save_changes()


def _each_still(session: Session, act: Callable[[Still], None]) -> None:
    for still in session.stills.filter(evidence=Evidence.ASKED, destroyed_at=None):
        act(still)
