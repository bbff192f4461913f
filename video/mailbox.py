"""The mailbox of a call. Numbers have no gaps: the row that counts is locked until the message is in."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from video import bus
from video.models import Message, Participant, Session
from workflows.clock import now

MOST_AT_ONCE = 500
_NEXT = "UPDATE video_session SET last_sequence = last_sequence + 1 WHERE id = %s RETURNING last_sequence"


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
    known = _known(sender, client_id)
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            return _insert(session, kind, body, sender, to, client_id), True
    except IntegrityError:
        known = _known(sender, client_id)
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
    bus.ring(session.pk)
    return message


def _next_number(session_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [session_id])
        row = cursor.fetchone()
    return int(row[0])


def _known(sender: Participant | None, client_id: str | None) -> Message | None:
    if sender is None or client_id is None:
        return None
    return Message.objects.filter(sender=sender, client_id=client_id).first()


def letters_for(reader: Participant, after: int) -> "QuerySet[Message]":
    """Return what `reader` gets after a number: what is for everybody or for them, never what they sent."""
    rows = Message.objects.filter(session_id=reader.session_id, sequence__gt=after)
    theirs = rows.filter(Q(to=None) | Q(to=reader)).filter(Q(sender=None) | ~Q(sender=reader))
    return theirs.select_related("sender", "to").order_by("sequence")[:MOST_AT_ONCE]


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
