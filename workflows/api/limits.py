"""How much one address may do. What is counted is a keyed hash of the address, never the address."""

from django.conf import settings
from django.http import HttpRequest

from workflows import draft_limit
from workflows.api.refusals import TooOften
from workflows.attachments import MOST_FILES
from workflows.attempts import WINDOW, WRONG_CODES
from workflows.drafts import DRAFT_DAYS
from workflows.following import LONGEST_MESSAGE, MOST_MESSAGES_AN_HOUR
from workflows.proving import HOLDS


def limits() -> dict[str, int]:
    """Return every limit that a client can meet."""
    return {
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


def count_draft(request: HttpRequest) -> dict[str, str]:
    """Count a draft begun from the caller's address and return the headers that say what is left.

    Raises `TooOften` past the hour's limit, which browsers share.
    """
    try:
        left = draft_limit.count_draft(address_of(request))
    except draft_limit.TooManyDrafts as full:
        raise TooOften(full.retry_after, _headers(full.left)) from full
    return _headers(left)


def _headers(left: draft_limit.Left) -> dict[str, str]:
    return {
        "RateLimit-Policy": f'"drafts";q={left.most};w={draft_limit.HOUR}',
        "RateLimit": f'"drafts";r={left.left};t={left.seconds}',
    }
