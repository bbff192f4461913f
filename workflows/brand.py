"""The agency's colours on mails and copies: as staff set them, once somebody says where that stands."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings


class Colours(NamedTuple):
    """The colour of the agency, that of its buttons and that of its links, as #rrggbb."""

    brand: str
    action: str
    link: str


def from_settings() -> Colours:
    """Return the colours of the environment."""
    return Colours(settings.AGENCY["brand"], settings.AGENCY["action"], settings.AGENCY["link"])


_source: list[Callable[[], Colours]] = [from_settings]


def register(source: Callable[[], Colours]) -> None:
    """Take the colours from `source` from now on."""
    _source[0] = source


def colours() -> Colours:
    """Return the colours as they are now."""
    return _source[0]()
