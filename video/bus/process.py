"""The bus inside one process. Right only where one process serves the site: it takes a lock that no second gets."""

import fcntl
import os
import time
from functools import partial
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from video.bus.base import Ring
from video.bus.hub import hub

# A server that starts again holds the lock until its old worker is gone.
PATIENCE = 12.0
_held: dict[str, IO[str]] = {}


class ProcessBus:
    """Rings the bells of this process."""

    def ring(self, ring: Ring) -> None:
        """Ring once the transaction is in."""
        transaction.on_commit(partial(hub.ring, ring))

    def start(self) -> None:
        """Nothing to do."""


def claim_process(folder: Path | None = None, *, patience: float = PATIENCE) -> None:
    """Take the lock of the one process that may serve with this bus, or refuse to start."""
    path = Path(folder or settings.PRIVATE_ROOT) / "video-bus.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("a+")
    ends = time.monotonic() + patience
    while not _locked(handle):
        if time.monotonic() >= ends:
            raise ImproperlyConfigured(
                "VIDEO_BUS is 'process', and another process serves this site already. Run one worker, or set VIDEO_BUS"
                " to postgres or redis."
            )
        time.sleep(0.1)
    handle.seek(0)
    handle.truncate()
    handle.write(str(os.getpid()))
    handle.flush()
    _held[str(path)] = handle


def _locked(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
