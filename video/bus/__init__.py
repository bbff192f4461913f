"""The bus: who waits for messages of a call is woken when there are any. Only the call's number goes over it.

What it carries is no promise: a stream looks for itself with each heartbeat.
"""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from video.bus.base import Bus
from video.bus.hub import Bell, hub

__all__ = ["Bell", "current", "listen", "ring"]
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


def ring(session_id: int) -> None:
    """Wake whoever waits for this call, here and elsewhere, once the transaction is in."""
    current().ring(session_id)


def listen(session_id: int, participant_id: int) -> Bell:
    """Return a bell that rings for a call's messages; the participant's older one is put out of its place."""
    current().start()
    return hub.listen(session_id, participant_id)
