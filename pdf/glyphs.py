"""Which characters our fonts draw, and how one that none of them has is written out by name."""

import re
import unicodedata
from collections.abc import Container
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

# In the order in which a character is looked up: family, file of the upright weight, file of the bold one.
FAMILIES = (
    ("constat-text", "AtkinsonNext-Regular.ttf", "AtkinsonNext-Bold.ttf"),
    ("constat-sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("constat-syllabics", "NotoSansCanadianAboriginal-Regular.ttf", ""),
    ("constat-gurmukhi", "NotoSansGurmukhi-Regular.ttf", ""),
    ("constat-arabic", "NotoSansArabic-Regular.ttf", ""),
    ("constat-hebrew", "NotoSansHebrew-Regular.ttf", ""),
    ("constat-devanagari", "NotoSansDevanagari-Regular.ttf", ""),
    ("constat-tamil", "NotoSansTamil-Regular.ttf", ""),
    ("constat-bengali", "NotoSansBengali-Regular.ttf", ""),
    ("constat-ethiopic", "NotoSansEthiopic-Regular.ttf", ""),
    ("constat-han", "DroidSansFallback-Han.ttf", ""),
    ("constat-hangul", "DroidSansFallback-Hangul.ttf", ""),
    ("constat-symbols", "NotoSansSymbols2-Regular.ttf", ""),
    ("constat-math", "NotoSansMath-Regular.ttf", ""),
    ("constat-mono", "AtkinsonMono-Regular.ttf", "AtkinsonMono-Bold.ttf"),
)
FAMILY_LIST = ", ".join(family for family, _, _ in FAMILIES if family != "constat-mono")

# The scripts of the Near East and of India, Thai and their neighbours, and Arabic's presentation forms.
_UNSHAPED = ((0x0590, 0x1100), (0x1780, 0x18B0), (0xFB1D, 0xFE00), (0xFE70, 0xFEFF))
_NAMELESS = {"Cc": "CONTROL CHARACTER", "Cs": "SURROGATE", "Co": "PRIVATE USE", "Cn": "UNASSIGNED"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_WHITE = "\t\n\r "


def name_of(character: str) -> str:
    """Return how `character` is written where it cannot be drawn: `[U+1F600 GRINNING FACE]`."""
    name = unicodedata.name(character, "") or _NAMELESS.get(unicodedata.category(character), "UNNAMED")
    return f"[U+{ord(character):04X} {name}]"


def spelled(html: str, drawn: Container[int]) -> str:
    """Return `html` with each character that is invisible, or not in `drawn`, written out by name.

    Letters and their accents become one character where Unicode has one: accents are not placed otherwise.
    """
    # Between the angle brackets only: an accent right after a tag would make another character of the bracket.
    html = re.sub("[^<>]+", lambda text: unicodedata.normalize("NFC", text[0]), html)
    names: dict[int, str] = {}
    for character in set(html):
        if character in _WHITE:
            continue
        if ord(character) not in drawn or unicodedata.category(character) in _INVISIBLE:
            names[ord(character)] = name_of(character)
    return html.translate(names)


def needs_shaping(text: str) -> bool:
    """Whether `text` has letters that join or reorder when written well, which the renderer does not do."""
    return any(start <= ord(character) < end for character in set(text) for start, end in _UNSHAPED)
