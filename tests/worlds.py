"""What many tests begin with: made once, and kept in the database around those that ask for it.

A test asks by a fixture whose name is in `MAKERS`. Each world stands in the one that it is made in; every test has
its own transaction inside, so that it finds the world as it was made. A test that asks for none finds none, and one
that commits makes its own.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation

MAKERS: dict[str, tuple[str, Callable[[], None]]] = {}


def world(name: str, *, inside: str = "") -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register what makes a world, and the one that it is made in."""

    def register(make: Callable[[], None]) -> Callable[[], None]:
        MAKERS[name] = (inside, make)
        return make

    return register


@dataclass
class _Open:
    name: str
    stack: ExitStack


_open: list[_Open] = []


def have(asked: Sequence[str]) -> None:
    """Make and undo worlds until those that a test asks for are there, and no others."""
    wanted = max((_path(name) for name in asked if name in MAKERS), key=len, default=[])
    while [each.name for each in _open] != wanted[: len(_open)]:
        _open.pop().stack.close()
    for name in wanted[len(_open) :]:
        _make(name)


def make_here(name: str) -> None:
    """Make a world for this test alone, where it is not there."""
    if name not in {each.name for each in _open}:
        with translation.override("en"):
            MAKERS[name][1]()


def _path(name: str) -> list[str]:
    inside, _make = MAKERS[name]
    return [*(_path(inside) if inside else []), name]


def _make(name: str) -> None:
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        # Called first when the world is undone: nothing of it is kept.
        stack.callback(transaction.set_rollback, rollback=True)
        with translation.override("en"):
            MAKERS[name][1]()
        _open.append(_Open(name, stack.pop_all()))
