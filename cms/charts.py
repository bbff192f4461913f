"""Small charts for staff: bars as SVG, always beside the same numbers as a table."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT, GAP = 720, 160, 4
MOST_BARS = 53


@dataclass(frozen=True)
class Value:
    """One bar: what stands under it, how high it is (nothing for a hidden count), what stands in the table."""

    label: str
    height: float
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Bar:
    """One bar in the units of the drawing."""

    x: float
    y: float
    width: float
    height: float
    label: str
    text: str


@dataclass(frozen=True)
class Mark:
    """A line across the bars, such as a target: where it is, and what it is called."""

    y: float
    label: str

    @property
    def label_y(self) -> float:
        """Above the line; below it where there is no room above."""
        return self.y - 4 if self.y > 16 else self.y + 14


@dataclass(frozen=True)
class Chart:
    """Bars, and the table that says the same."""

    title: str
    heads: tuple[str, ...]
    values: tuple[Value, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT


def chart(
    title: str,
    heads: tuple[str, ...],
    values: Sequence[Value],
    *,
    top: float = 0,
    marks: Sequence[tuple[str, float]] = (),
) -> Chart:
    """Return a chart of the latest `MOST_BARS` values; `top` is what a full bar stands for, else the largest.

    `marks` are lines across: what each is called, and how high it is.
    """
    drawn = values[-MOST_BARS:]
    heights = [*(value.height for value in drawn), *(height for _label, height in marks)]
    most = top or max(heights, default=0) or 1
    step = min(WIDTH / max(len(drawn), 1), 60)
    bars = [
        Bar(
            round(at * step + GAP / 2, 1),
            round(HEIGHT * (1 - value.height / most), 1),
            round(step - GAP, 1),
            round(HEIGHT * value.height / most, 1),
            value.label,
            value.texts[0],
        )
        for at, value in enumerate(drawn)
    ]
    lines = tuple(Mark(round(HEIGHT * (1 - height / most), 1), label) for label, height in marks)
    return Chart(title, heads, tuple(values), tuple(bars), lines)


def mondays(weeks: Collection[date]) -> Iterator[date]:
    """Yield each Monday from the first to the last of `weeks`, those in between too."""
    monday = min(weeks, default=None)
    while monday is not None and monday <= max(weeks):
        yield monday
        monday += timedelta(days=7)
