"""What was measured, and the bar that it has to be within."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.server import percentiles


@dataclass(frozen=True)
class Figure:
    """One line of the table: values, one a try, and what each or their p95 may be."""

    title: str
    values: Sequence[float]
    bar: float
    unit: str = "ms"
    # How many tries came to their end, where one that does not counts as missed.
    wanted: int = 0
    at_least: bool = False

    @property
    def worst(self) -> float:
        """Return the value that is held against the bar."""
        if not self.values:
            return 0.0 if self.at_least else float("inf")
        return min(self.values) if self.at_least else percentiles(list(self.values))[1]

    @property
    def is_met(self) -> bool:
        """Whether all came to their end, within the bar."""
        whole = len(self.values) >= self.wanted
        return whole and (self.worst >= self.bar if self.at_least else self.worst <= self.bar)

    def line(self) -> str:
        """Return the line of the Markdown table."""
        median = percentiles(list(self.values))[0] if self.values else 0.0
        count = f"{len(self.values)} of {self.wanted or len(self.values)}"
        most = f"{'at least' if self.at_least else 'at most'} {self.bar:g} {self.unit}"
        verdict = "met" if self.is_met else "**missed**"
        figures = f"{median:.{self.places}f} | {self.worst:.{self.places}f}"
        return f"| {self.title} | {count} | {figures} | {most} | {verdict} |"

    @property
    def places(self) -> int:
        """Return how many decimals its values have."""
        return 0 if self.unit in {"ms", "of all", "kB"} else 1


HEAD = ["| what | tries | median | p95 (fps: worst) | bar | |", "|---|---|---|---|---|---|"]


def table(figures: Sequence[Figure]) -> list[str]:
    """Return the table."""
    return [*HEAD, *(each.line() for each in figures)]
