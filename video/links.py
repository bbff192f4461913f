"""Links into a call: one use, for one participant, in their time. What is sent is derived; what is kept is its hash."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import segno
from django.conf import settings
from django.db import transaction

from accounts.models import User
from video.errors import LinkOver, TooEarly
from video.models import JoinLink, Participant, Session
from video.people import end_key, holder_of, new_key
from video.rooms import put_out
from video.rows import keep, lock, move
from video.states import State
from workflows import secrets
from workflows.actors import Role
from workflows.clock import now

FOR_NOW = timedelta(minutes=15)
AROUND = timedelta(minutes=60)


@dataclass(frozen=True)
class Entered:
    """Who came in by a link, and the key to go on with."""

    participant: Participant
    key: str


def make_link(participant: Participant, *, by: User | None) -> JoinLink:
    """Make a link that is good for one use: 15 minutes from now, or an hour around the appointment.

    Those made before it are revoked, and so is the key that was made from one.
    """
    at = now()
    participant.links.filter(used_at=None, revoked_at=None).update(revoked_at=at)
    end_key(participant)
    put_out(participant)
    opens, closes = window(participant.session, at)
    nonce = secrets.new_nonce()
    token_hash = _hash(_token(participant, nonce))
    return JoinLink.objects.create(
        participant=participant,
        nonce=nonce,
        token_hash=token_hash,
        opens_at=opens,
        closes_at=closes,
        made_at=at,
        made_by=by,
    )


def window(session: Session, at: datetime) -> tuple[datetime, datetime]:
    """Return from when until when a link made now is good."""
    if session.opening is None:
        return at, at + FOR_NOW
    return session.opening.starts_at - AROUND, session.opening.starts_at + AROUND


def token_of(link: JoinLink) -> str:
    """Return what stands in the link after the #."""
    return _token(link.participant, link.nonce)


def address_of(link: JoinLink, language: str) -> str:
    """Return the link. What is after the # reaches no server and no log before the person presses the button."""
    return f"{settings.SITE_URL}/{language}/video/join/#{token_of(link)}"


def redeem(token: str, *, keys: Collection[str] = ()) -> Entered:
    """Use a link up and return the key it gives. The browser that holds that key already may use it again."""
    link = (
        JoinLink.objects.select_related("participant__session__opening")
        .filter(token_hash=_hash(token))
        .first()
    )
    if link is None:
        raise LinkOver
    return _redeem(link, keys)


@transaction.atomic
def _redeem(link: JoinLink, keys: Collection[str]) -> Entered:
    session = lock(link.participant.session)
    link = JoinLink.objects.select_related("participant").get(pk=link.pk)
    _check(link, session)
    if link.used_at is not None:
        return _again(link, keys)
    link.used_at = now()
    link.save(update_fields=["used_at"])
    key = new_key(link.participant)
    if link.participant.role == Participant.Role.RESIDENT and session.state == State.INVITED:
        move(session, "open")
    keep(session, "opened", by=Role.CITIZEN, participant=link.participant.public_id.hex)
    return Entered(link.participant, key)


def _check(link: JoinLink, session: Session) -> None:
    if link.revoked_at is not None or link.participant.left_at is not None or session.is_over:
        raise LinkOver
    if link.used_at is None and now() > link.closes_at:
        raise LinkOver
    if now() < link.opens_at:
        raise TooEarly(link.opens_at)


def _again(link: JoinLink, keys: Collection[str]) -> Entered:
    """Let the browser in again that used the link; anybody else finds it used."""
    for key in keys:
        holder = holder_of(key)
        if holder is not None and holder.pk == link.participant_id:
            return Entered(link.participant, key)
    raise LinkOver


def _token(participant: Participant, nonce: str) -> str:
    return secrets.keyed_hash("video-link", f"{participant.public_id.hex}|{nonce}")[:40]


def _hash(token: str) -> str:
    return secrets.keyed_hash("video-link-stored", token)


def picture_of(address: str | None) -> str | None:
    """Return the QR code of a link as a `data:` address, black on white with its quiet zone; None of no link."""
    if address is None:
        return None
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#ffffff"))
