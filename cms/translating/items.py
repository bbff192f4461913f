"""What there is to translate: each app registers its kinds of texts, this puts them side by side."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model

Lines = tuple[str, ...]


class State(StrEnum):
    """How a translation stands."""

    MISSING = "missing"
    STALE = "stale"
    DONE = "done"


@dataclass(frozen=True)
class Item:
    """One thing to translate: its English, its French, what of it is missing in words, and where one mends it.

    `known` is the state where the app itself keeps account of it, and `behind` how many of its texts are stale then.
    `outdated` says that the French was written down before the English that is public now.
    """

    kind: str
    key: str
    title: str
    source: Lines
    target: Lines
    edit_url: str
    gaps: Lines = ()
    permission: str = ""
    outdated: bool = False
    known: State | None = None
    behind: int = 0


@dataclass(frozen=True)
class Source:
    """A kind of texts: its items, the models whose saving may change one, and the item that a saved row is of."""

    name: str
    title: Any
    items: Callable[[], Iterable[Item]]
    models: Sequence[type[Model]] = ()
    of: Callable[[Any], Item | None] = lambda row: None
    order: int = 50


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Put a kind of texts on the map; registering it again replaces it."""
    _sources[source.name] = source


def sources() -> list[Source]:
    """Return the kinds of texts, what most people read first."""
    return sorted(_sources.values(), key=lambda source: source.order)


def digest(lines: Lines) -> str:
    """Return what changes with the words; the kind of apostrophe and runs of blanks make no difference."""
    same = [" ".join(line.replace("’", "'").split()) for line in lines]
    return hashlib.sha256(json.dumps(same).encode()).hexdigest() if any(same) else ""
