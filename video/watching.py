"""One look at the database for all streams of a process: whose call has news or is over, and who is still there.

A stream looks for itself when its bell rings. What the bell missed it finds here with its heartbeat: a thousand streams
that each asked for themselves would keep a core busy with nothing new.
"""

import threading
import time
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from video.bus.hub import hub
from video.models import Participant
from video.people import HERE_FOR
from workflows.clock import now

# For so long a look serves all (seconds); so often those who listen are noted as there.
FRESH, PRESENCE = 2.0, 15.0


class Look(NamedTuple):
    """What a stream has to know of its participant and call."""

    last: int
    state: str
    secret: str
    left_at: datetime | None
    seen_at: datetime | None

    @property
    def is_here(self) -> bool:
        """Whether the participant counts as there."""
        return self.seen_at is not None and now() - self.seen_at < HERE_FOR


FIELDS = ("session__last_sequence", "session__state", "secret_hash", "left_at", "seen_at")


class Watch:
    """The last look of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looks: dict[int, Look] = {}
        self._looked = self._signed = float("-inf")

    def known(self, participant_id: int, since: float) -> Look | None:
        """Return the look of the last seconds that began after `since` (monotonic), if there is one."""
        is_good = since <= self._looked > time.monotonic() - FRESH
        return self._looks.get(participant_id) if is_good else None

    def of(self, participant_id: int, since: float) -> Look | None:
        """Look for everybody, where the last look is too old; as `known`."""
        with self._lock:
            if time.monotonic() - self._looked > FRESH:
                self._look_again()
        return self.known(participant_id, since)

    def _look_again(self) -> None:
        began = time.monotonic()
        listening = hub.participants()
        if began - self._signed > PRESENCE:
            sign(listening)
            self._signed = began
        rows = Participant.objects.filter(pk__in=listening).values_list("pk", *FIELDS)
        self._looks = {pk: Look(*fields) for pk, *fields in rows}
        self._looked = began


@transaction.atomic
def sign(listening: Collection[int]) -> None:
    """Note that those who listen are still there. Who came back after a while away says so themselves: it is news.

    Rows that somebody else holds are left for the next time, so that nobody waits for anybody.
    """
    there = Participant.objects.select_for_update(skip_locked=True).filter(
        pk__in=listening, seen_at__gt=now() - HERE_FOR
    )
    Participant.objects.filter(pk__in=list(there.values_list("pk", flat=True))).update(seen_at=now())


def look_of(participant_id: int) -> Look:
    """Look for one participant."""
    return Look(*Participant.objects.filter(pk=participant_id).values_list(*FIELDS).get())


watch = Watch()
