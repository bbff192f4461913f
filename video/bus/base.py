"""What a bus is, and what goes over it."""

from typing import NamedTuple, Protocol


class Ring(NamedTuple):
    """For which call there is something new; where only one participant gets it, or all but one, for whom."""

    session: int
    only: int | None = None
    but: int | None = None

    def is_for(self, participant_id: int) -> bool:
        """Whether somebody of the call has to look."""
        return participant_id != self.but if self.only is None else participant_id == self.only

    def as_text(self) -> str:
        """Return it as it goes over a line: numbers only."""
        return "/".join("" if each is None else str(each) for each in self)

    @classmethod
    def of(cls, text: str | bytes) -> "Ring | None":
        """Return what came in; None for what is none of ours, which wakes everybody."""
        told = text.decode() if isinstance(text, bytes) else text
        parts = told.split("/")
        if len(parts) != len(cls._fields) or not all(not each or each.isdecimal() for each in parts):
            return None
        session, only, but = (int(each) if each else None for each in parts)
        return None if session is None else cls(session, only, but)


class Bus(Protocol):
    """Carries rings to every process that has somebody waiting for them."""

    def ring(self, ring: Ring) -> None:
        """Wake those whom it is for once the transaction is in; what goes wrong is swallowed."""

    def start(self) -> None:
        """Be ready to wake those who wait in this process; harmless when it is already."""
