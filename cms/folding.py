"""Folding: text as it is compared in searches, without accents and capitals."""

import re
import unicodedata


def fold(text: str) -> str:
    """Return the words of `text` in small letters, accents and ligatures taken apart, parted by single spaces."""
    plain = text.casefold().replace("œ", "oe").replace("æ", "ae")
    parts = unicodedata.normalize("NFKD", plain)
    return " ".join(re.findall(r"\w+", "".join(part for part in parts if not unicodedata.combining(part))))
