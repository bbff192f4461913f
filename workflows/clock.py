"""The clock of the case plane. It can be set back for a while, for demonstration data with a past."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

_behind: ContextVar[timedelta] = ContextVar("behind", default=timedelta())


def now() -> datetime:
    """Return the moment at which actions happen."""
    return timezone.now() - _behind.get()


@contextmanager
def set_back(by: timedelta) -> Iterator[None]:
    """Let actions of this thread happen `by` ago. Effects still run in the present."""
    mark = _behind.set(by)
    try:
        yield
    finally:
        _behind.reset(mark)
