"""The bus: who waits for messages of a call is woken when there are any. Only numbers go over it.

What it carries is no promise: with each heartbeat a stream learns what the bell missed.
"""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from video.bus.base import Bus, Ring
from video.bus.hub import THE_NEWEST, Attempt, Bell, hub

__all__ = ["THE_NEWEST", "Attempt", "Bell", "Ring", "current", "listen", "ring"]
KINDS = {
    "process": "video.bus.process.ProcessBus",
    "postgres": "video.bus.postgres.PostgresBus",
    "redis": "video.bus.redis.RedisBus",
}


@cache
def _made(kind: str) -> Bus:
    made: Bus = import_string(KINDS[kind])()
    return made


def current() -> Bus:
    """Return the configured bus of this process."""
    return _made(settings.VIDEO_BUS)


def ring(session_id: int, *, only: int | None = None, but: int | None = None) -> None:
    """Wake who waits for this call, here and elsewhere, once the transaction is in; with `only` that participant."""
    current().ring(Ring(session_id, only, but))


def listen(session_id: int, participant_id: int, attempt: Attempt = THE_NEWEST) -> Bell:
    """Return a bell that rings for a call's messages; the participant's older one is put out of its place."""
    current().start()
    return hub.listen(session_id, participant_id, attempt)
