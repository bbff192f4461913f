"""Folding: text as it is compared in searches, without accents and capitals."""

import unicodedata


def fold(text: str) -> str:
    """Return `text` in small letters, accents and ligatures taken apart, typographic marks made plain."""
    plain = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'").replace("\u00a0", " ")
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(part for part in parts if not unicodedata.combining(part))
