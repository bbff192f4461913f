"""The seam to records systems: what each adapter promises, whichever system it speaks to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from integrations.records.receipts import Receipt


@dataclass(frozen=True, slots=True)
class Sent:
    """The package is with the records system; its receipt comes later."""

    key: str


class RecordsSystem(Protocol):
    """A records system. Every call may raise `TryAgain`, `GiveUp` or `Uncertain` of integrations.outcomes."""

    def send(self, bag: Path, key: str) -> Sent | Receipt:
        """Hand over a bag. The same key again is harmless: the system keeps one report per key."""

    def find(self, key: str) -> Receipt | None:
        """What the system said about a key, if it has said anything yet."""

    def collect(self) -> Iterator[Receipt]:
        """Receipts that nobody has taken yet; each comes again until it is `settle`d."""

    def settle(self, receipt: Receipt) -> None:
        """Say that a receipt was taken note of, durably."""

    def refuse(self, receipt: Receipt, reason: str) -> None:
        """Put aside a receipt that cannot be true, such as one for a key we never sent."""
