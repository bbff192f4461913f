"""History: one chain of events over the whole site. A changed, removed or forged row shows."""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import rfc8785
from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from workflows.actors import By, Role, role_of
from workflows.clock import now
from workflows.models import ChainHead, Event, Status, Submission

ROW_FIELDS = ("kind", "role", "from_status", "to_status", "data")


@transaction.atomic(savepoint=False)
def record(
    kind: str,
    submission: Submission | None = None,
    *,
    by: By,
    from_status: str = "",
    to_status: str = "",
    role: str = "",
    **data: Any,
) -> Event:
    """Add an event to the end of the chain, inside the caller's transaction where there is one.

    `data` holds keys, ids and counts for those who audit; the citizen's words are not history. Adding locks
    the chain's head until the transaction ends: do it late.
    """
    _lock_report(submission)
    head = ChainHead.objects.select_for_update().get_or_create(pk=1)[0]
    event = Event(
        number=head.count + 1,
        at=now(),
        kind=kind,
        submission=submission,
        actor=by if isinstance(by, User) else None,
        role=role or role_of(by),
        from_status=from_status,
        to_status=to_status,
        data=data,
        previous_hash=head.hash,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    ChainHead.objects.filter(pk=1).update(
        count=event.number, hash=event.hash, mac=head_mac(event.number, event.hash)
    )
    return event


def _lock_report(submission: Submission | None) -> None:
    """Take the report's lock before the chain's, in the order of every action.

    PostgreSQL checks the event's reference at the commit and waits for the report then: with the chain's head
    in hand, that is a deadlock with whoever acts on the report.
    """
    if submission is not None and connection.features.has_select_for_update:
        Submission.objects.select_for_update(no_key=True).only("pk").get(pk=submission.pk)


def record_read(submission: Submission, *, by: User | Role, what: str = "report") -> Event:
    """Note that somebody read a report or a part of it."""
    return record("read", submission, by=by, what=what)


def event_hash(event: Event) -> str:
    """Return the keyed hash over the event's row and the hash before it."""
    row = {name: getattr(event, name) for name in ROW_FIELDS}
    row |= {
        "number": event.number,
        "at": event.at.isoformat(timespec="microseconds"),
        "submission": event.submission_id,
        "actor": event.actor_id,
        "previous": event.previous_hash,
    }
    return _mac(rfc8785.dumps(row))


def head_mac(count: int, digest: str) -> str:
    """Return what proves that the chain's end was written by this site."""
    return _mac(f"head|{count}|{digest}".encode())


def faults() -> Iterator[str]:
    """Go through the whole chain and yield a sentence for each row that is changed, missing or forged."""
    previous, number = "0" * 64, 0
    for event in Event.objects.order_by("number").iterator(chunk_size=2000):
        for missing in range(number + 1, event.number):
            yield f"Event {missing} was removed."
        if event.hash != event_hash(event):
            yield f"Event {event.number} was changed or forged."
        if event.number == number + 1 and event.previous_hash != previous:
            yield f"Event {event.number} does not follow the one before it."
        previous, number = event.hash, event.number
    yield from _faults_at_the_end(number, previous)


def _faults_at_the_end(number: int, digest: str) -> Iterator[str]:
    head = ChainHead.objects.filter(pk=1).first()
    if head is None:
        if number or Submission.objects.exclude(status=Status.DRAFT).exists():
            yield "The end of the chain was removed."
        return
    if head.count and head.mac != head_mac(head.count, head.hash):
        yield "The end of the chain was forged."
    if head.count > number:
        yield f"Events {number + 1} to {head.count} were removed."
    elif (head.count, head.hash) != (number, digest):
        yield f"Event {number} was added past the end of the chain."


def _mac(message: bytes) -> str:
    return hmac.new(settings.HISTORY_KEY.encode(), message, hashlib.sha256).hexdigest()
