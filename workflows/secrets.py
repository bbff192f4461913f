"""Codes and tokens of citizens. All are derived with a key of the server; only keyed hashes are stored.

Three secrets that never stand in for each other: the draft token (API), the resume code (a draft on any
device) and the access code (a report). Each is 80 bits or more, so a keyed hash needs no slow one.
"""

import hashlib
import hmac
import secrets
from typing import Any

from django.conf import settings
from django.core import signing

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FOLD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None, "\u00a0": None})
REPORT_TOKEN_SECONDS = 3600


def fold(code: str) -> str:
    """Return a typed code as it is compared: upper case, no spaces or hyphens, I and L as 1, O as 0."""
    return code.strip().upper().translate(_FOLD)


def keyed_hash(purpose: str, value: str) -> str:
    """Return the keyed hash of a secret, as stored and compared."""
    return hmac.new(settings.CODES_KEY.encode(), f"{purpose}|{value}".encode(), hashlib.sha256).hexdigest()


def new_nonce() -> str:
    """Return 128 random bits that a draft's secrets hang on; renewing it revokes them."""
    return secrets.token_hex(16)


def draft_token(public_id: Any, nonce: str) -> str:
    """Return the API's token for a draft (256 bits)."""
    return keyed_hash("draft-token", f"{public_id}|{nonce}")


def resume_code(public_id: Any, nonce: str) -> str:
    """Return the code that opens a draft in any browser: 80 bits in four groups of four."""
    return _code("resume-code", draft_token(public_id, nonce))


def access_code(token: str) -> str:
    """Return the code that opens a sent report: 80 bits in four groups of four, derived from the draft token.

    Derived, so that a repeated submission can show it again though nothing in clear is stored.
    """
    return _code("access-code", token)


def code_hash(purpose: str, code: str) -> str:
    """Return the keyed hash of a code as typed by a person."""
    return keyed_hash(purpose, fold(code))


def same(one: str, other: str) -> bool:
    """Compare two secrets or hashes in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def report_token(submission_id: int, access_code_hash: str) -> str:
    """Return an hour's token for following a report, tied to its access code."""
    return signing.dumps([submission_id, access_code_hash[:16]], salt="report-token")


def read_report_token(token: str) -> tuple[int, str] | None:
    """Return the report's id and the code mark in `token`, or None when it is forged or expired."""
    try:
        submission_id, mark = signing.loads(token, salt="report-token", max_age=REPORT_TOKEN_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return submission_id, mark


def verification_code(public_id: Any) -> str:
    """Return the code on an official copy by which anybody can check it. It opens nothing."""
    return _code("verification-code", str(public_id))


def is_code(text: str) -> bool:
    """Whether a typed text has the form of one of our codes."""
    code = fold(text)
    return len(code) == 16 and all(letter in ALPHABET for letter in code)


def derived_code(purpose: str, secret: str) -> str:
    """Return a code of 80 bits in four groups of four that hangs on `secret`."""
    return _code(purpose, secret)


def _code(purpose: str, secret: str) -> str:
    number = int(keyed_hash(purpose, secret)[:20], 16)
    letters = "".join(ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))
