"""What has to hold before a site with calls starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


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
