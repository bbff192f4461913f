"""One text message to one phone, through whichever backend the settings name, and a clear word on how it went."""

import re
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from integrations.outcomes import GiveUp

NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
KEY = re.compile(r"[A-Za-z0-9._-]{1,80}")
# Four parts of a text message: what is longer was meant for a mail.
LONGEST = 612


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """A text message that is ready to go. `to` is E.164; the caller gives the key, the same in every attempt."""

    to: str
    text: str
    key: str
    language: str = "en"


class Backend(Protocol):
    """What carries text messages."""

    # Whether handing a message over twice under one key is harmless.
    idempotent: bool

    def send(self, message: OutgoingText) -> None:
        """Hand the message over; raises `TryAgain`, `GiveUp` or `Uncertain` when that did not work."""


def is_offered() -> bool:
    """Whether this site can send text messages at all."""
    return bool(settings.TEXT_BACKEND)


def backend() -> Backend:
    """Return the configured backend; without one, nothing can be sent."""
    if not is_offered():
        raise GiveUp("no text messages are configured")
    made: Backend = import_string(settings.TEXT_BACKEND)()
    return made


def send(message: OutgoingText) -> None:
    """Send one message; what no phone could get is refused before anything is handed over."""
    if not NUMBER.fullmatch(message.to):
        raise GiveUp("not one phone number")
    if not KEY.fullmatch(message.key):
        raise GiveUp("not a key")
    if not 0 < len(message.text) <= LONGEST:
        raise GiveUp("the text is empty or too long")
    backend().send(message)
