"""How much one address may do. What is counted is a keyed hash of the address, never the address."""

import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from workflows import draft_limit, secrets
from workflows.api.refusals import TooOften
from workflows.attachments import MOST_FILES
from workflows.attempts import WINDOW, WRONG_CODES
from workflows.drafts import DRAFT_DAYS
from workflows.following import LONGEST_MESSAGE, MOST_MESSAGES_AN_HOUR
from workflows.proving import HOLDS

MINUTE = 60


def limits() -> dict[str, int]:
    """Return every limit that a client can meet."""
    return {
        "calls_per_minute": settings.API_CALLS_PER_ADDRESS,
        "calls_per_minute_of_a_token": settings.API_CALLS_PER_TOKEN,
        "drafts_per_hour": settings.DRAFTS_PER_ADDRESS,
        "draft_days": DRAFT_DAYS,
        "wrong_codes": WRONG_CODES,
        "wrong_codes_seconds": int(WINDOW.total_seconds()),
        "wrong_codes_per_address": settings.WRONG_CODES_PER_ADDRESS,
        "email_codes": settings.EMAIL_CODES_PER_MAILBOX,
        "email_codes_per_address": settings.EMAIL_CODES_PER_ADDRESS,
        "email_code_seconds": int(HOLDS.total_seconds()),
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


def count_call(request: HttpRequest, name: str, on: str, most: int) -> None:
    """Count a call on an address or a token; raises `TooOften` past `most` in a minute.

    Counted in Redis for all processes; without it in this one, which is all there is then (docs/settings.md).
    """
    at = int(time.time())
    seconds = MINUTE - at % MINUTE
    key = f"calls:{name}:{secrets.keyed_hash('calls', on)}:{at // MINUTE}"
    store = caches["limits"]
    try:
        count = store.incr(key)
    except ValueError:  # the first of its minute, or let go of to make room
        count = 1 if store.add(key, 1, MINUTE + 5) else store.incr(key)
    _note(request, name, most, MINUTE, max(0, most - count), seconds)
    if count > most:
        raise TooOften(seconds, limit_headers(request))


def count_draft(request: HttpRequest) -> None:
    """Count a draft begun from the caller's address; the answer's headers say what is left.

    Raises `TooOften` past the hour's limit, which browsers share.
    """
    try:
        left = draft_limit.count_draft(address_of(request))
    except draft_limit.TooManyDrafts as full:
        _note(request, "drafts", full.left.most, draft_limit.HOUR, full.left.left, full.left.seconds)
        raise TooOften(full.retry_after, limit_headers(request)) from full
    _note(request, "drafts", left.most, draft_limit.HOUR, left.left, left.seconds)


def _note(request: HttpRequest, name: str, most: int, window: int, left: int, seconds: int) -> None:
    """Remember with the request what is left of a limit. The one that was met last stands first."""
    kept: dict[str, tuple[str, str]] = request.META.setdefault("constat.limits", {})
    kept[name] = f'"{name}";q={most};w={window}', f'"{name}";r={left};t={seconds}'


def limit_headers(request: HttpRequest) -> dict[str, str]:
    """Return the headers that say what the caller has left (draft-ietf-httpapi-ratelimit-headers-10)."""
    kept: dict[str, tuple[str, str]] = request.META.get("constat.limits", {})
    if not kept:
        return {}
    lines = list(kept.values())[::-1]
    return {
        "RateLimit-Policy": ", ".join(policy for policy, _left in lines),
        "RateLimit": ", ".join(left for _policy, left in lines),
    }
