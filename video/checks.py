"""What has to hold before a site with calls starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register
def one_process_with_its_own_bus(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse more than one worker where the bus is inside the process; its start refuses it too (`bus/process.py`)."""
    if settings.VIDEO_BUS != "process" or settings.WEB_CONCURRENCY < 2:
        return []
    return [
        Error(
            f"WEB_CONCURRENCY is {settings.WEB_CONCURRENCY}, and VIDEO_BUS is 'process': calls would lose messages.",
            hint="Run one worker, or set VIDEO_BUS to postgres or redis.",
            id="video.E001",
        )
    ]


@register(Tags.security, deploy=True)
def a_media_server_that_nobody_has_tried(**_kwargs: Any) -> list[CheckMessage]:
    """Say before a deployment what of LiveKit no test of ours has seen."""
    if settings.VIDEO_ENGINE != "livekit":
        return []
    return [
        Warning(
            "VIDEO_ENGINE is 'livekit': pages, tokens and webhooks are tested against a stand-in "
            "that speaks its protocol, not against a LiveKit server.",
            hint="Go through “With LiveKit” of docs/video-devices.md on your server, then silence this check.",
            id="video.W001",
        )
    ]
