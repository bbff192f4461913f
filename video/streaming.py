"""Server-Sent Events of a call: what was missed, then what comes, with a named heartbeat every four seconds."""

import json
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection

from video import bus
from video.bus.hub import hub
from video.mailbox import as_given, letters_for
from video.models import Participant
from video.people import note_presence
from video.states import OVER

HEARTBEAT = 4.0
PRESENCE = 15.0


def has_room() -> bool:
    """Whether this process can hold another stream and still answer everything else."""
    return hub.count() < settings.VIDEO_STREAMS


def stream(participant: Participant, after: int) -> Iterator[bytes]:
    """Yield the events for somebody after a number, until the call is over or they come in elsewhere.

    The bell hangs before the first look, so that nothing falls in between. A thread waits on it and holds no
    connection to the database meanwhile.
    """
    with bus.listen(participant.session_id, participant.pk) as bell:
        try:
            yield b"retry: 1000\n\n"
            yield from _events(participant, after, bell)
        finally:
            if not bell.displaced:
                note_presence(participant, here=False)
            give_back_connection()


def _events(participant: Participant, after: int, bell: "bus.Bell") -> Iterator[bytes]:
    beat = sign = 0.0
    while not bell.displaced:
        if time.monotonic() >= sign:
            note_presence(participant, here=True)
            sign = time.monotonic() + PRESENCE
        for message in letters_for(participant, after):
            after = message.sequence
            yield event("message", as_given(message), number=after)
        ending = _ending(participant)
        if ending:
            yield event(ending, {})
            return
        give_back_connection()
        if time.monotonic() >= beat:
            yield event("heartbeat", {"now": int(time.time() * 1000)})
            beat = time.monotonic() + HEARTBEAT
        bell.wait(max(0.0, beat - time.monotonic()))
    yield event("displaced", {})


def _ending(participant: Participant) -> str:
    """Return how the stream ends, if it does: the call is over, or another key took the place of this one."""
    rows = Participant.objects.filter(pk=participant.pk)
    state, secret, left = rows.values_list("session__state", "secret_hash", "left_at").get()
    if state in OVER or left is not None:
        return "over"
    return "displaced" if secret != participant.secret_hash else ""


def event(name: str, data: dict[str, Any], *, number: int | None = None) -> bytes:
    """Return one event as it goes over the line."""
    mark = f"id: {number}\n" if number is not None else ""
    return f"event: {name}\n{mark}data: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


def give_back_connection() -> None:
    """Let go of the database while waiting: a thousand streams share a few connections."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        connection.close()
