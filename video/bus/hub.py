"""Who waits in this process, and for which call."""

import threading
from collections import defaultdict
from types import TracebackType


class Bell:
    """Rings when there may be something new. Used as a context; `displaced` once a newer one took its place."""

    def __init__(self, owner: "Hub", session_id: int, participant_id: int) -> None:
        self.session_id = session_id
        self.participant_id = participant_id
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

    def listen(self, session_id: int, participant_id: int) -> Bell:
        """Hang up a bell for a participant, in place of an older one."""
        bell = Bell(self, session_id, participant_id)
        with self._lock:
            for other in self._bells[session_id]:
                if other.participant_id == participant_id:
                    other.displaced = True
                    other.ring()
            self._bells[session_id].add(bell)
        return bell

    def forget(self, bell: Bell) -> None:
        """Take a bell down."""
        with self._lock:
            self._bells[bell.session_id].discard(bell)
            if not self._bells[bell.session_id]:
                del self._bells[bell.session_id]

    def ring(self, session_id: int) -> None:
        """Ring for one call."""
        with self._lock:
            bells = list(self._bells.get(session_id, ()))
        for bell in bells:
            bell.ring()

    def ring_all(self) -> None:
        """Ring for every call: something may have been missed."""
        with self._lock:
            bells = [bell for each in self._bells.values() for bell in each]
        for bell in bells:
            bell.ring()

    def count(self) -> int:
        """Return how many wait."""
        with self._lock:
            return sum(len(each) for each in self._bells.values())


hub = Hub()
