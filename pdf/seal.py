"""Sealing a copy. What it takes is loaded with the first seal: it is a third of what starting the site would cost."""


def seal(pdf: bytes, *, reason: str = "", location: str = "", name: str = "") -> bytes:
    """Return `pdf` as PDF/A-1b with the agency's seal: PAdES B-B, or B-T where SEAL_TIMESTAMP_URL is set.

    Raises `SealFailed` (`NoSealKey` where there is none) for good, `SealTimeout` when a later try may succeed.
    Sealing the same bytes twice gives two different files.
    """
    from pdf import pades

    return pades.seal(pdf, reason=reason, location=location, name=name)
