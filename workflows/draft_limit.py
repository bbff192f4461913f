"""How many drafts one network address may begin in an hour, in browsers and over the API together.

What is counted is a keyed hash of the address, never the address.
"""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from workflows import secrets
from workflows.errors import WorkflowError

HOUR = 3600


@dataclass(frozen=True)
class Left:
    """What is left of the limit, and in how many seconds it begins anew."""

    most: int
    left: int
    seconds: int


class TooManyDrafts(WorkflowError):
    """The address began as many drafts as it may in an hour; `retry_after` seconds from now it may begin another."""

    code = "too_many_drafts"
    sentence: Any = _("Many reports were begun from your network in a short time. Wait, then try again.")

    def __init__(self, left: Left) -> None:
        super().__init__()
        self.left = left
        self.retry_after = left.seconds


def count_draft(address: str) -> Left:
    """Count a draft begun from `address` and return what is left; raises `TooManyDrafts` past the limit.

    Two calls at the same moment may count as one: a limit, not a ledger.
    """
    most, at = settings.DRAFTS_PER_ADDRESS, int(time.time())
    hour, seconds = at // HOUR, HOUR - at % HOUR
    key = "drafts:" + secrets.keyed_hash("drafts-of-address", f"{address}|{hour}")
    begun = cache.get(key, 0) + 1
    left = Left(most, max(0, most - begun), seconds)
    if begun > most:
        raise TooManyDrafts(left)
    cache.set(key, begun, seconds)
    return left
