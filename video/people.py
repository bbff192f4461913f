"""The people of a call and their keys. A key opens one call for one of them; only its keyed hash is kept."""

from datetime import timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from accounts.models import User
from video.mailbox import post
from video.models import Participant, Session
from workflows import secrets

Role = Participant.Role
# Somebody whose stream gave no sign for so long is not there.
HERE_FOR = timedelta(seconds=40)


def new_key(participant: Participant) -> str:
    """Give somebody a key; the one before it opens nothing any more."""
    secret = token_hex(32)
    participant.secret_hash = _hash(secret)
    participant.entered_at = participant.entered_at or now()
    participant.save(update_fields=["secret_hash", "entered_at"])
    return f"{participant.public_id.hex}.{secret}"


def end_key(participant: Participant) -> None:
    """Take somebody's key away."""
    Participant.objects.filter(pk=participant.pk).update(secret_hash="")


def holder_of(key: str, call: UUID | None = None) -> Participant | None:
    """Return whose key it is, or None; with `call`, only if it is a key to that call."""
    name, _dot, secret = key.partition(".")
    try:
        rows = Participant.objects.filter(public_id=UUID(hex=name))
    except ValueError:
        return None
    if call is not None:
        rows = rows.filter(session__public_id=call)
    found = rows.select_related("session", "user").order_by().first()
    if found is None or not found.secret_hash or not secrets.same(found.secret_hash, _hash(secret)):
        return None
    inactive = found.user is not None and not found.user.is_active
    return None if inactive or found.left_at is not None else found


def _hash(secret: str) -> str:
    return secrets.keyed_hash("video-key", secret)


def add_officer(session: Session, user: User) -> Participant:
    """Return the officer's place in the call."""
    found, _made = Participant.objects.get_or_create(
        session=session, role=Role.OFFICER, user=user, left_at=None
    )
    return found


def resident_of(session: Session) -> Participant:
    """Return the resident of a call."""
    return session.participants.get(role=Role.RESIDENT)


def is_here(participant: Participant) -> bool:
    """Whether somebody's stream gave a sign a short while ago."""
    return participant.seen_at is not None and now() - participant.seen_at < HERE_FOR


def name_of(participant: Participant) -> str:
    """Return what the others call somebody: an officer's name, a third person's label; a resident has none."""
    return participant.user.display_name if participant.user else participant.label


def roster(session: Session) -> list[dict[str, Any]]:
    """Return who is in the call, as everybody in it sees it."""
    rows = session.participants.filter(left_at=None).select_related("user")
    return [
        {
            "id": str(each.public_id),
            "role": str(each.role),
            "role_title": str(Role(each.role).label),
            "name": name_of(each),
            "here": is_here(each),
        }
        for each in rows
    ]


def tell_roster(session: Session) -> None:
    """Tell everybody in the call who is there."""
    post(session, "roster", {"people": roster(session)})


def note_presence(participant_id: int, *, here: bool) -> None:
    """Note that somebody's stream is open, or closed; a change is told to all."""
    before = Participant.objects.select_related("session").filter(pk=participant_id).first()
    if before is None:
        return
    was = is_here(before)
    Participant.objects.filter(pk=participant_id).update(seen_at=now() if here else None)
    if was != here:
        tell_roster(before.session)
