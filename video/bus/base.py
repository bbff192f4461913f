"""What a bus is."""

from typing import Protocol


class Bus(Protocol):
    """Carries a call's number to every process that has somebody waiting for it."""

    def ring(self, session_id: int) -> None:
        """Wake all who wait for the call once the transaction is in; what goes wrong is swallowed."""

    def start(self) -> None:
        """Be ready to wake those who wait in this process; harmless when it is already."""
