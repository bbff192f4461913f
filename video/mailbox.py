"""The mailbox of a call. Numbers have no gaps: the row that counts is locked until the message is in."""

from typing import Any, Protocol
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from video import bus
from video.models import Message, Participant, Session
from workflows.clock import now

MOST_AT_ONCE = 500
# What goes out of a message: the people of it by their public names alone.
_GIVEN = ("sequence", "client_id", "kind", "body", "at", "session_id", "sender__public_id", "to__public_id")
_NEXT = "UPDATE video_session SET last_sequence = last_sequence + 1 WHERE id = %s RETURNING last_sequence"


class Reader(Protocol):
    """Who reads: somebody of a call."""

    @property
    def pk(self) -> int:
        """Which participant."""

    @property
    def session_id(self) -> int:
        """Of which call."""


def post(
    session: Session,
    kind: str,
    body: dict[str, Any],
    *,
    sender: Participant | None = None,
    to: Participant | None = None,
    client_id: str | None = None,
) -> tuple[Message, bool]:
    """Put a message in; return it and whether it is new. The same `client_id` of one sender is the same message."""
    try:
        # Inside another transaction only a message that may be there already needs a point to go back to.
        with transaction.atomic(savepoint=client_id is not None):
            return _insert(session, kind, body, sender, to, client_id), True
    except IntegrityError:
        # Asked for only now: a message that is sent again is rare, and each question is on the way of all others.
        known = Message.objects.filter(sender=sender, client_id=client_id).first()
        if known is None:
            raise
        return known, False


def _insert(
    session: Session,
    kind: str,
    body: dict[str, Any],
    sender: Participant | None,
    to: Participant | None,
    client_id: str | None,
) -> Message:
    message = Message.objects.create(
        session=session,
        sequence=_next_number(session.pk),
        client_id=client_id,
        sender=sender,
        to=to,
        kind=kind,
        body=body,
        at=now(),
    )
    bus.ring(session.pk, only=to.pk if to else None, but=sender.pk if sender else None)
    return message


def _next_number(session_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [session_id])
        row = cursor.fetchone()
    return int(row[0])


def letters_for(reader: Reader, after: int, *, mine: bool = False) -> "QuerySet[Message]":
    """Return what `reader` gets after a number: what is for everybody or for them, not what they sent.

    With `mine` their own chat comes too, for a page that was loaded anew and shows what was said.
    """
    rows = Message.objects.filter(session_id=reader.session_id, sequence__gt=after)
    theirs = (Q(to=None) | Q(to=reader.pk)) & (Q(sender=None) | ~Q(sender=reader.pk))
    if mine:
        theirs |= Q(sender=reader.pk, kind="chat")
    return (
        rows.filter(theirs).select_related("sender", "to").only(*_GIVEN).order_by("sequence")[:MOST_AT_ONCE]
    )


def as_given(message: Message) -> dict[str, Any]:
    """Return a message as it goes out."""
    return {
        "sequence": message.sequence,
        "id": message.client_id,
        "kind": message.kind,
        "from": _id_of(message.sender),
        "to": _id_of(message.to),
        "body": message.body,
        "at": message.at.isoformat(timespec="milliseconds"),
    }


def _id_of(somebody: Participant | None) -> str | None:
    return str(UUID(str(somebody.public_id))) if somebody else None
