"""The engine that carries pictures and sound: browser to browser, or a media server."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from video.engine.base import VideoEngine

__all__ = ["VideoEngine", "engine", "engine_named"]
ENGINES = {"p2p": "video.engine.p2p.PeerToPeer", "livekit": "video.engine.livekit.LiveKit"}


@cache
def engine_named(name: str) -> VideoEngine:
    """Return the engine called `name`; a call keeps the one that it began with."""
    made: VideoEngine = import_string(ENGINES[name])()
    return made


def engine() -> VideoEngine:
    """Return the engine of calls that begin now."""
    return engine_named(settings.VIDEO_ENGINE)
