"""How much one address may do. What is counted is a keyed hash of the address, never the address."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from workflows import secrets
from workflows.api.refusals import TooOften
from workflows.attachments import MOST_FILES
from workflows.attempts import WINDOW, WRONG_CODES
from workflows.drafts import DRAFT_DAYS
from workflows.following import LONGEST_MESSAGE, MOST_MESSAGES_AN_HOUR

HOUR = 3600


def limits() -> dict[str, int]:
    """Return every limit that a client can meet."""
    return {
        "drafts_per_hour": settings.DRAFTS_PER_ADDRESS,
        "draft_days": DRAFT_DAYS,
        "wrong_codes": WRONG_CODES,
        "wrong_codes_seconds": int(WINDOW.total_seconds()),
        "wrong_codes_per_address": settings.WRONG_CODES_PER_ADDRESS,
        "body_bytes": settings.API_BODY_MAX_BYTES,
        "file_bytes": settings.UPLOAD_MAX_BYTES,
        "files": MOST_FILES,
        "messages_per_hour": MOST_MESSAGES_AN_HOUR,
        "message_characters": LONGEST_MESSAGE,
    }


def address_of(request: HttpRequest) -> str:
    """Return the caller's network address: behind our own proxy the one that it saw."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()[:45]
        return forwarded or str(request.META.get("REMOTE_ADDR", ""))
    return str(request.META.get("REMOTE_ADDR", ""))


def count_draft(request: HttpRequest) -> dict[str, str]:
    """Count a draft begun from the caller's address and return the headers that say what is left.

    Raises `TooOften` past the hour's limit. Two calls at the same moment may count as one: a limit, not a ledger.
    """
    most, at = settings.DRAFTS_PER_ADDRESS, int(time.time())
    hour, left_seconds = at // HOUR, HOUR - at % HOUR
    key = "drafts:" + secrets.keyed_hash("drafts-of-address", f"{address_of(request)}|{hour}")
    begun = cache.get(key, 0) + 1
    headers = {
        "RateLimit-Policy": f'"drafts";q={most};w={HOUR}',
        "RateLimit": f'"drafts";r={max(0, most - begun)};t={left_seconds}',
    }
    if begun > most:
        raise TooOften(left_seconds, headers)
    cache.set(key, begun, left_seconds)
    return headers
