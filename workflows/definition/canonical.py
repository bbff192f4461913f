"""The canonical form of a definition: RFC 8785 bytes, and the digest that names them for ever."""

import hashlib
from typing import Any

import rfc8785


def canonical(body: Any) -> bytes:
    """Return the RFC 8785 bytes of `body`; a body that is no JSON raises `rfc8785.CanonicalizationError`."""
    return rfc8785.dumps(body)


def digest(body: Any) -> str:
    """Return the lower-case hexadecimal SHA-256 of the canonical bytes of `body`."""
    return hashlib.sha256(canonical(body)).hexdigest()
