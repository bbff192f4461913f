"""The signature of a message: HMAC-SHA-256 over id, time and body, with each secret that still counts."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

MARK = "whsec_"
BYTES = 32


def new_secret() -> str:
    """Return a new secret in the form that receivers' libraries take."""
    return MARK + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return one signature, with the version of the scheme before it."""
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = b".".join([message_id.encode(), str(timestamp).encode(), body])
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secrets_in_use: Iterable[str], message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the headers of a message; while a secret is being changed there are two signatures."""
    timestamp = int(at.timestamp())
    signatures = [signature(secret, message_id, timestamp, body) for secret in secrets_in_use]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def is_signed(secret: str, given: Mapping[str, str], body: bytes) -> bool:
    """Whether one of the signatures in `given` is by this secret. What a receiver does, beside looking at the time."""
    try:
        wanted = signature(secret, given["webhook-id"], int(given["webhook-timestamp"]), body)
    except (KeyError, ValueError, binascii.Error):
        return False
    return any(hmac.compare_digest(wanted, each) for each in given["webhook-signature"].split())
