"""How another system can fail, said so that the caller knows what to do next."""

from datetime import timedelta


class NotDone(Exception):
    """The other system did not do what was asked; which subclass says what to do about it."""


class TryAgain(NotDone):
    """Nothing happened over there: the same may be sent later, after `after` if the other side named a time."""

    def __init__(self, reason: str, *, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class GiveUp(NotDone):
    """The other side refused for good: sending the same again is useless, a person must look."""


class Uncertain(NotDone):
    """The reply was lost: it may have happened. Ask the other side if it can be asked, else ask a person."""
