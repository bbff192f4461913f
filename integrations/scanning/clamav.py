"""Virus scanning by ClamAV, where the settings name a clamd."""

from io import BytesIO
from pathlib import Path

import clamd
from django.conf import settings

from integrations.outcomes import TryAgain

CLEAN, INFECTED, NOT_SCANNED = "clean", "infected", "not_scanned"
# What clamd with `AlertExceedsMax` finds in a file that it did not look through: no virus, and not clean either.
BEYOND = "Heuristics.Limits.Exceeded"


def scan(content: bytes | Path) -> str:
    """Say clean, infected, or not_scanned when no scanner is set up or the file is beyond its limits.

    Raises `TryAgain` when one is set up but does not answer: the file must then wait, not pass.
    """
    scanner = _scanner()
    if scanner is None:
        return NOT_SCANNED
    data = content.read_bytes() if isinstance(content, Path) else content
    try:
        found, name = scanner.instream(BytesIO(data))["stream"]
    except (clamd.ClamdError, OSError, KeyError) as error:
        raise TryAgain(f"clamd: {type(error).__name__}") from error
    if found not in {"OK", "FOUND"}:
        raise TryAgain("clamd could not scan the file")
    if found == "FOUND" and str(name).startswith(BEYOND):
        return NOT_SCANNED
    return INFECTED if found == "FOUND" else CLEAN


def _scanner() -> clamd.ClamdNetworkSocket | None:
    if path := getattr(settings, "CLAMD_SOCKET", ""):
        return clamd.ClamdUnixSocket(path, timeout=60)
    if host := getattr(settings, "CLAMD_HOST", ""):
        return clamd.ClamdNetworkSocket(host, int(getattr(settings, "CLAMD_PORT", 3310)), timeout=60)
    return None
