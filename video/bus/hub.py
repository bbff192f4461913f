"""Who waits in this process, and for which call."""

import threading
from collections import defaultdict
from dataclasses import dataclass
from types import TracebackType

from video.bus.base import Ring


@dataclass(frozen=True)
class Attempt:
    """Which of a page's attempts to listen this is; one that says nothing of itself is the newest there is."""

    page: str = ""
    number: int = 0

    def is_before(self, other: "Attempt") -> bool:
        """Whether the same page has asked again since: this one was given up, and comes in late."""
        return bool(self.page) and self.page == other.page and self.number < other.number


THE_NEWEST = Attempt()


class Bell:
    """Rings when there may be something new. Used as a context; `displaced` once a newer one took its place."""

    def __init__(self, owner: "Hub", session_id: int, participant_id: int, attempt: Attempt) -> None:
        self.session_id = session_id
        self.participant_id = participant_id
        self.attempt = attempt
        self.displaced = False
        self._owner = owner
        self._rung = threading.Event()

    def ring(self) -> None:
        """Wake whoever waits."""
        self._rung.set()

    def wait(self, seconds: float) -> bool:
        """Wait for a ring; whether there was one in time. What rang before counts."""
        rung = self._rung.wait(seconds)
        self._rung.clear()
        return rung

    def __enter__(self) -> "Bell":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._owner.forget(self)


class Hub:
    """The bells of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bells: dict[int, set[Bell]] = defaultdict(set)

    def listen(self, session_id: int, participant_id: int, attempt: Attempt = THE_NEWEST) -> Bell:
        """Hang up a bell for a participant, in place of an older one."""
        bell = Bell(self, session_id, participant_id, attempt)
        with self._lock:
            for other in self._bells[session_id]:
                if other.participant_id != participant_id:
                    continue
                older = bell if attempt.is_before(other.attempt) else other
                older.displaced = True
                older.ring()
            self._bells[session_id].add(bell)
        return bell

    def forget(self, bell: Bell) -> None:
        """Take a bell down."""
        with self._lock:
            self._bells[bell.session_id].discard(bell)
            if not self._bells[bell.session_id]:
                del self._bells[bell.session_id]

    def ring(self, ring: Ring) -> None:
        """Ring for one call, at those whom it is for."""
        with self._lock:
            bells = list(self._bells.get(ring.session, ()))
        for bell in bells:
            if ring.is_for(bell.participant_id):
                bell.ring()

    def ring_all(self) -> None:
        """Ring for every call: something may have been missed."""
        with self._lock:
            bells = [bell for each in self._bells.values() for bell in each]
        for bell in bells:
            bell.ring()

    def participants(self) -> set[int]:
        """Return who listens."""
        with self._lock:
            return {bell.participant_id for each in self._bells.values() for bell in each}

    def count(self) -> int:
        """Return how many wait."""
        with self._lock:
            return sum(len(each) for each in self._bells.values())


hub = Hub()
