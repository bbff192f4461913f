"""Follow-ups: effects as rows. Written with the action, run by a worker until done, found again by a sweep.

Waking the worker may fail or be lost (huey runs a task at most once); the sweep is the promise.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now

from integrations.outcomes import GiveUp, TryAgain, Uncertain
from workflows.models import FollowUp, Submission

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
_BOOT = secrets.token_hex(4)
LONGEST_RETRY = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=7)
# So often is work that was cut off taken up at once. Then it waits like a failure: it may be what ends the worker.
AT_ONCE = 3

Runner = Callable[[FollowUp], None]


class NotYet(Exception):
    """What the effect waits for is not there; look again after `after`. It is no failed attempt."""

    def __init__(self, reason: str, *, after: timedelta) -> None:
        super().__init__(reason)
        self.after = after


_runners: dict[str, Runner] = {}
_after: dict[str, str] = {}


def follows(kind: str, *, after: str = "") -> Callable[[Runner], Runner]:
    """Register what runs a kind of follow-up, and the kind it waits for."""

    def register(run: Runner) -> Runner:
        _runners[kind] = run
        if after:
            _after[kind] = after
        return run

    return register


def follow_up(submission: Submission, *kinds: str, mark: str = "", **data: int | str) -> list[FollowUp]:
    """Write one row per effect in the action's transaction and wake the worker once it is in.

    `mark` tells repeated effects of one kind on one report apart; the same mark is the same effect. A kind
    that waits for another waits for the row of that kind and mark.
    """
    rows: list[FollowUp] = []
    written: dict[str, FollowUp] = {}
    for kind in kinds:
        row, _created = FollowUp.objects.get_or_create(
            key=f"{kind}:{submission.pk}:{mark}",
            defaults={
                "kind": kind,
                "submission": submission,
                "after": written.get(_after.get(kind, "")),
                "due_at": now(),
                "data": data,
            },
        )
        written[kind] = row
        rows.append(row)
    transaction.on_commit(partial(_wake_all, [row.pk for row in rows if row.after_id is None]))
    return rows


def follow_up_alone(kind: str, *, mark: str, **data: int | str) -> FollowUp:
    """Write the row of an effect that hangs on no report; the same mark is the same effect."""
    row, _created = FollowUp.objects.get_or_create(
        key=f"{kind}::{mark}", defaults={"kind": kind, "due_at": now(), "data": data}
    )
    transaction.on_commit(partial(_wake_all, [row.pk]))
    return row


def run(follow_up_id: int) -> None:
    """Run one follow-up if it is due and nobody else has it, then wake those that waited for it."""
    row = _lease(follow_up_id)
    if row is None:
        return
    try:
        _run(row)
    except Exception as bug:
        # Somebody is told, and the report waits for the next attempt, not for the end of the lease.
        _postpone(row, TryAgain(f"not foreseen: {type(bug).__name__}"))
        raise


def _run(row: FollowUp) -> None:
    try:
        _runners[row.kind](row)
    except NotYet as waiting:
        _wait(row, str(waiting), waiting.after, attempts=0)
    except TryAgain as problem:
        _postpone(row, problem)
    except GiveUp as problem:
        _close(row, FollowUp.State.DEAD, str(problem))
    except Uncertain as problem:
        _close(row, FollowUp.State.UNCERTAIN, str(problem))
    else:
        _close(row, FollowUp.State.DONE)
        _wake_dependents(row)


def due(at: datetime) -> "list[int]":
    """Return the ids of follow-ups that can run at `at`, those of a dead worker's expired lease included."""
    waiting = Q(state=FollowUp.State.PENDING, due_at__lte=at)
    left = Q(state=FollowUp.State.RUNNING, lease_until__lt=at)
    free = Q(after__isnull=True) | Q(after__state=FollowUp.State.DONE)
    return list(FollowUp.objects.filter(waiting | left).filter(free).values_list("pk", flat=True)[:500])


def sweep() -> int:
    """Run everything that is due and was not woken; return how many were tried.

    An error nobody foresaw ends the sweep only when all others had their turn.
    """
    free_leases_of_the_dead()
    ids = due(now())
    with ExitStack() as turns:
        for follow_up_id in reversed(ids):
            turns.callback(run, follow_up_id)
    return len(ids)


def holder() -> str:
    """Return who holds a lease taken by this process: host, process and a mark of its start."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{_BOOT}"


def free_leases_of_the_dead() -> int:
    """Free what processes of this machine held that are gone, without waiting for the lease to end.

    Another worker may take a row over at the same moment: only the lease that was looked at is freed.
    """
    freed, running = 0, FollowUp.objects.filter(state=FollowUp.State.RUNNING)
    for row in running.only("pk", "holder", "attempts"):
        if _is_gone(row.holder):
            pause = retry_delay(row.attempts - AT_ONCE) if row.attempts > AT_ONCE else timedelta(0)
            freed += running.filter(pk=row.pk, holder=row.holder).update(
                state=FollowUp.State.PENDING, lease_until=None, due_at=now() + pause
            )
    return freed


def _is_gone(lease_holder: str) -> bool:
    host, _colon, rest = lease_holder.partition(":")
    pid, _colon, boot = rest.partition(":")
    if host != socket.gethostname()[:40] or not pid.isdecimal():
        return False
    if int(pid) == os.getpid():
        return boot != _BOOT
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def replay(row: FollowUp) -> None:
    """Put a dead or uncertain follow-up back to work, after a person mended its cause."""
    FollowUp.objects.filter(pk=row.pk, state__in=[FollowUp.State.DEAD, FollowUp.State.UNCERTAIN]).update(
        state=FollowUp.State.PENDING, due_at=now(), attempts=0, created_at=now(), error=""
    )
    transaction.on_commit(partial(_wake_all, [row.pk]))


def take_as_done(row: FollowUp) -> None:
    """Close a dead or uncertain follow-up that a person found to be done, and wake what waited for it."""
    stopped = FollowUp.objects.filter(pk=row.pk, state__in=[FollowUp.State.DEAD, FollowUp.State.UNCERTAIN])
    stopped.update(state=FollowUp.State.DONE, done_at=now(), error="")
    transaction.on_commit(partial(_wake_dependents, row))


def _lease(follow_up_id: int) -> FollowUp | None:
    at = now()
    with transaction.atomic():
        row = (
            FollowUp.objects.select_for_update(of=("self",))
            .select_related("after")
            .filter(pk=follow_up_id)
            .first()
        )
        if row is None or not _can_run(row, at):
            return None
        if row.state == FollowUp.State.RUNNING and at - row.created_at > GIVE_UP_AFTER:
            _close(row, FollowUp.State.DEAD, "cut off again and again")
            return None
        row.state, row.lease_until = FollowUp.State.RUNNING, at + LEASE
        row.attempts += 1
        row.holder = holder()
        row.save(update_fields=["state", "lease_until", "attempts", "holder"])
    return row


def _can_run(row: FollowUp, at: datetime) -> bool:
    if row.after is not None and row.after.state != FollowUp.State.DONE:
        return False
    if row.state == FollowUp.State.RUNNING:
        return row.lease_until is None or row.lease_until < at
    return row.state == FollowUp.State.PENDING and row.due_at <= at + timedelta(seconds=1)


def _postpone(row: FollowUp, problem: TryAgain) -> None:
    if now() - row.created_at > GIVE_UP_AFTER:
        _close(row, FollowUp.State.DEAD, str(problem))
        return
    log.warning("follow-up %s kind=%s will be tried again", row.pk, row.kind)
    _wait(row, str(problem), problem.after or retry_delay(row.attempts))


def _wait(row: FollowUp, reason: str, delay: timedelta, **more: int) -> None:
    pending = FollowUp.State.PENDING
    if _give_back(row, state=pending, due_at=now() + delay, error=reason[:200], **more):
        _wake(row.pk, delay.total_seconds())


def retry_delay(attempts: int) -> timedelta:
    """Return the pause before the next attempt: 30 s doubling up to 6 h, with up to a fifth of jitter."""
    first = timedelta(seconds=settings.FOLLOW_UP_FIRST_RETRY)
    pause = min(first * 2 ** min(attempts - 1, 12), LONGEST_RETRY)
    return pause * secrets.SystemRandom().uniform(1, 1.2)


def _close(row: FollowUp, state: FollowUp.State, error: str = "") -> None:
    done_at = now() if state == FollowUp.State.DONE else None
    held = _give_back(row, state=state, error=error[:200], done_at=done_at)
    if held and state != FollowUp.State.DONE:
        log.error("follow-up %s kind=%s ended as %s", row.pk, row.kind, state.value)


def _give_back(row: FollowUp, **fields: Any) -> bool:
    """End the lease with what came of it; whether it was still ours, and not taken over after its time."""
    lease = FollowUp.objects.filter(pk=row.pk, state=FollowUp.State.RUNNING, attempts=row.attempts)
    held = lease.filter(holder=row.holder).update(lease_until=None, **fields) == 1
    if not held:
        log.warning("follow-up %s kind=%s was taken over by another worker", row.pk, row.kind)
    return held


def _wake_dependents(row: FollowUp) -> None:
    _wake_all(list(row.dependents.filter(state=FollowUp.State.PENDING).values_list("pk", flat=True)))


def _wake_all(ids: list[int]) -> None:
    for follow_up_id in ids:
        _wake(follow_up_id)


def _wake(follow_up_id: int, delay: float = 0) -> None:
    """Ring the doorbell. That it fails is no loss: the sweep finds the row."""
    from workflows import tasks

    try:
        if delay:
            tasks.run_follow_up.schedule(args=(follow_up_id,), delay=delay)
        else:
            tasks.run_follow_up(follow_up_id)
    except tasks.UNREACHABLE:
        log.warning("the queue could not be reached; follow-up %s waits for the sweep", follow_up_id)
