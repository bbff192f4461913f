"""Server-Sent Events of a call: what was missed, then what comes, with a named heartbeat every four seconds."""

import json
import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.conf import settings

from video import bus
from video.apart import apart, give_back_connection
from video.bus.hub import hub
from video.mailbox import MOST_AT_ONCE, as_given, letters_for
from video.models import Message, Participant
from video.people import note_presence
from video.states import OVER
from video.watching import Look, look_of, watch

HEARTBEAT = 4.0
News = tuple[Look, Sequence[tuple[int, bytes]]]


class Listener(NamedTuple):
    """What a stream keeps of who listens: a thousand of them are there at once."""

    pk: int
    session_id: int
    secret: str


def has_room() -> bool:
    """Whether this process can hold another stream and still answer everything else."""
    return hub.count() < settings.VIDEO_STREAMS


def stream(participant: Participant, after: int, attempt: bus.Attempt = bus.THE_NEWEST) -> Iterator[bytes]:
    """Yield the events for somebody after a number, until the call is over or they come in elsewhere.

    The bell hangs before the first look, so that nothing falls in between. A thread waits on it and holds no
    connection to the database meanwhile.
    """
    return _streamed(
        Listener(participant.pk, participant.session_id, participant.secret_hash), after, attempt
    )


def _streamed(listener: Listener, after: int, attempt: bus.Attempt) -> Iterator[bytes]:
    with bus.listen(listener.session_id, listener.pk, attempt) as bell:
        try:
            yield b"retry: 1000\n\n"
            yield from _events(listener, after, bell)
        finally:
            if not bell.displaced:
                apart(_gone, listener)


def _events(listener: Listener, after: int, bell: "bus.Bell") -> Iterator[bytes]:
    began, beat = time.monotonic(), 0.0
    seen, first, rung = after, True, True
    while not bell.displaced:
        quiet = None if rung else _nothing_new(listener, seen, began)
        look, letters = quiet or apart(_news, listener, after, seen, began, rung=rung, first=first)
        first = False
        for number, letter in letters:
            after = number
            yield letter
        if len(letters) == MOST_AT_ONCE:
            seen, rung = after, True
            continue
        # When it rang, the look came after the letters: what came in between was not read yet.
        seen = max(seen, after, 0 if rung else look.last)
        if ending := _ending(listener, look):
            yield event(ending, {})
            return
        if time.monotonic() >= beat:
            yield event("heartbeat", {"now": int(time.time() * 1000)})
            beat = time.monotonic() + HEARTBEAT
        rung = bell.wait(max(0.0, beat - time.monotonic()))
    yield event("displaced", {})


def _nothing_new(listener: Listener, seen: int, began: float) -> News | None:
    """Return what the last look that serves all says, where it says that nothing is to do: no thread need be asked."""
    look = watch.known(listener.pk, began)
    is_quiet = look is not None and look.is_here and look.last <= seen and not _ending(listener, look)
    return (look, ()) if look is not None and is_quiet else None


def _news(listener: Listener, after: int, seen: int, began: float, *, rung: bool, first: bool) -> News:
    """Return what there is to know, and the new messages as events. Unless it rang, a look that serves all will do.

    The connection is given back before anything is written: somebody with a slow line keeps none from the others.
    """
    try:
        if first:
            note_presence(listener.pk, here=True)
        letters = list(letters_for(listener, after)) if rung else []
        look = _look_after(letters, listener, began) if rung else watch.of(listener.pk, began)
        look = look or look_of(listener.pk)
        if not look.is_here and not _ending(listener, look):
            note_presence(listener.pk, here=True)
        if not rung and look.last > seen:
            letters = list(letters_for(listener, after))
        return look, [
            (message.sequence, event("message", as_given(message), number=message.sequence))
            for message in letters
        ]
    finally:
        give_back_connection()


def _look_after(letters: Sequence[Message], listener: Listener, began: float) -> Look | None:
    """Return the last look of all, where what rang was said by people: what the site itself says may end a call."""
    said = letters and all(message.sender_id is not None for message in letters)
    return watch.known(listener.pk, began) if said else None


def _gone(listener: Listener) -> None:
    try:
        note_presence(listener.pk, here=False)
    finally:
        give_back_connection()


def _ending(listener: Listener, look: Look) -> str:
    """Return how the stream ends, if it does: the call is over, or another key took the place of this one."""
    if look.state in OVER or look.left_at is not None:
        return "over"
    return "displaced" if look.secret != listener.secret else ""


def event(name: str, data: dict[str, Any], *, number: int | None = None) -> bytes:
    """Return one event as it goes over the line."""
    mark = f"id: {number}\n" if number is not None else ""
    return f"event: {name}\n{mark}data: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
