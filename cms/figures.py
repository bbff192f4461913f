"""Named figures: numbers that pages show live, handed in by `config` from where they are counted.

`cms` knows names only. Who counts registers a callable that returns the text in the active language.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

Count = Callable[[], str]


@dataclass(frozen=True)
class Named:
    """A figure that editors may choose: what they read, and how it is counted."""

    title: str | Promise
    count: Count


_figures: dict[str, Named] = {}


def register(name: str, title: str | Promise, count: Count) -> None:
    """Offer a figure under a name that stays; registering it again replaces it."""
    _figures[name] = Named(title, count)


def choices() -> list[tuple[str, str | Promise]]:
    """Return the figures that editors may choose, as names and titles."""
    return [(name, figure.title) for name, figure in sorted(_figures.items())]


def shown(name: str) -> str:
    """Return the text of a figure in the active language; nothing for a name that is gone."""
    figure = _figures.get(name)
    return figure.count() if figure else ""
