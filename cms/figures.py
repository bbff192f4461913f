"""Named figures: numbers that pages show live, handed in by `config` from where they are counted.

`cms` knows names only. Who counts registers a callable that returns the text in the active language.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

Count = Callable[[], str]


class TooFew(Exception):
    """There is too little to count for an honest figure."""


@dataclass(frozen=True)
class Named:
    """A figure that editors may choose: what they read, and how it is counted."""

    title: str | Promise
    count: Count
    note: str | Promise = ""


@dataclass(frozen=True)
class Shown:
    """A figure as a page shows it: its text, empty when there is too little to count, and what is counted."""

    text: str
    note: str


_figures: dict[str, Named] = {}


def register(name: str, title: str | Promise, count: Count, *, note: str | Promise = "") -> None:
    """Offer a figure under a name that stays, with what is counted; registering it again replaces it."""
    _figures[name] = Named(title, count, note)


def choices() -> list[tuple[str, str | Promise]]:
    """Return the figures that editors may choose, as names and titles."""
    return [(name, figure.title) for name, figure in sorted(_figures.items())]


def read(name: str) -> Shown | None:
    """Return a figure in the active language; nothing for a name that is gone."""
    figure = _figures.get(name)
    if figure is None:
        return None
    try:
        return Shown(figure.count(), str(figure.note))
    except TooFew:
        return Shown("", str(figure.note))


def shown(name: str) -> str:
    """Return the text of a figure in the active language; nothing where there is none to show."""
    figure = read(name)
    return figure.text if figure else ""
