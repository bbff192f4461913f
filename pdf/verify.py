"""Verifying: whether a file is a copy we sealed, to the byte. Takes any bytes from anyone and never raises."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pdf.warm import ask
from pdf.wire import OK

if TYPE_CHECKING:
    from asn1crypto import x509

MAX_BYTES = 50 * 1024**2
SECONDS = 20

Reason = Literal["genuine", "changed", "unknown_signer", "no_seal", "unreadable", "too_large"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file's seal says. Only `genuine` means: a copy of ours, unchanged.

    `signer` and `signed_at` are the file's own claims: show them only when it is genuine.
    """

    reason: Reason
    sha256: str
    sealed: bool = False
    intact: bool = False
    trusted: bool = False
    signer: str = ""
    signed_at: dt.datetime | None = None

    @property
    def genuine(self) -> bool:
        """Whether the file is a copy of ours, unchanged."""
        return self.sealed and self.intact and self.trusted


def verify(pdf: bytes, *, trusted: "Iterable[x509.Certificate] | None" = None) -> Verdict:
    """Return what the seal of `pdf` says; `trusted` is the agency's certificates without being told."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    if len(pdf) > MAX_BYTES:
        return Verdict("too_large", sha256)
    if b"%PDF-" not in pdf[:1024]:
        return Verdict("unreadable", sha256)
    certificates = _ours() if trusted is None else trusted
    status, body = ask({"task": "examine"}, [pdf, *(one.dump() for one in certificates)], seconds=SECONDS)
    said: dict[str, Any] = json.loads(body) if status == OK else {"reason": "unreadable"}
    if "reason" in said:
        return Verdict(said["reason"], sha256)
    reason: Reason = "genuine"
    if not said["trusted"]:
        reason = "unknown_signer"
    if not said["intact"]:
        reason = "changed"
    signed_at = dt.datetime.fromisoformat(said["signed_at"]) if said["signed_at"] else None
    return Verdict(reason, sha256, True, said["intact"], said["trusted"], said["signer"], signed_at)


def _ours() -> "Iterable[x509.Certificate]":
    """What reads keys is loaded with the first file: it takes longer than the site's own start."""
    from pdf import keys

    return keys.trusted()
