"""What buses between processes share: one thread that hears rings, and starts again when its line breaks."""

import logging
import threading
from collections.abc import Generator
from contextlib import closing

from video.bus.base import Ring
from video.bus.hub import hub

log = logging.getLogger(__name__)
CHANNEL = "constat_video"
BRIEFEST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
LONGEST_LOOK = 1.0


class RemoteBus:
    """A bus whose rings come in over a line."""

    # What a broken line raises.
    broken: tuple[type[Exception], ...] = (OSError,)

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._ended = threading.Event()

    def start(self) -> None:
        """Begin to hear, once a process; waits a moment for the line."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._ready.clear()
                self._ended.clear()
                self._thread = threading.Thread(target=self._hear, name="video-bus", daemon=True)
                self._thread.start()
        self._ready.wait(2)

    def stop(self) -> None:
        """Hear no more, and leave no line open behind."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(LONGEST_LOOK + LONGEST_PAUSE)

    def _hear(self) -> None:
        pause = BRIEFEST_PAUSE
        while not self._ended.is_set():
            try:
                with closing(self.rings()) as rings:
                    for ring in rings:
                        self._ready.set()
                        pause = BRIEFEST_PAUSE
                        if ring is None:
                            hub.ring_all()  # a new line: what was said in between is looked for
                        else:
                            hub.ring(ring)
            except self.broken:
                log.warning("the bus of calls lost its line; it tries again")
            self._ended.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def goes_on(self) -> bool:
        """Whether to listen for another ring; asked at least every `LONGEST_LOOK` seconds."""
        return not self._ended.is_set()

    def rings(self) -> Generator[Ring | None]:
        """Yield None once the line is open, then each ring that comes in; ends when told, raises when it breaks."""
        raise NotImplementedError
