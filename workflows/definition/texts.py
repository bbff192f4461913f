"""Texts: one per language in a definition, and what counts as a written answer."""

import math
import re
import unicodedata
from collections.abc import Mapping

LONGEST_TEXT = 20_000
LONGEST_STORED = 1_000_000
DEEPEST = 12
MOST_PARTS = 20_000

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENDS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
# Letters and marks that draw nothing, beside the categories below.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_BLANK_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
# Never to be drawn, assigned or not. Other characters that are not known here may be of a newer Unicode: a new emoji.
_BLANK_FOR_EVER = re.compile("[\u2065\ufdd0-\ufdef\ufff0-\ufff8\U000e0000-\U000e0fff]")


def pick(text: object, language: str) -> str:
    """Return `text` in `language`, else in English, else in whichever language it has; never raises."""
    if isinstance(text, str):
        return text
    if not isinstance(text, Mapping):
        return ""
    candidates = [text.get(language), text.get("en"), *text.values()]
    return next((each for each in candidates if isinstance(each, str) and each), "")


def with_plain_newlines(text: str) -> str:
    """Return `text` with every kind of line break as a line feed; nothing else changes."""
    return _NEWLINES.sub("\n", text)


def is_printable(text: str) -> bool:
    """Say whether every character of `text` can stand in XML and in a database."""
    return _UNPRINTABLE.search(text) is None


def turns_back(text: str) -> bool:
    """Say whether every mark in `text` that turns the direction of writing is ended, and ends nothing else.

    Languages written from the right, and telephones, put such marks in pairs. One that is left open turns what
    stands behind the answer: `photo`, U+202E and `gpj.exe` read as the name of a picture.
    """
    open_marks: list[str] = []
    for mark in _TURNING.findall(text):
        if mark in _ENDS:
            open_marks.append(_ENDS[mark])
        elif not open_marks or open_marks.pop() != mark:
            return False
    return not open_marks


def plain(text: str) -> str:
    """Return what somebody wrote freely, with plain line breaks; nothing where a reader would see nothing of it."""
    text = with_plain_newlines(text).strip()
    return "" if is_invisible(text) else text


def can_be_kept(text: str) -> bool:
    """Say whether a text can be stored and printed, and turns nothing that stands behind it."""
    return is_printable(text) and turns_back(text)


def is_invisible(text: str) -> bool:
    """Say whether a reader would see nothing at all of `text`."""
    return all(_draws_nothing(each) for each in text)


def is_storable(value: object) -> bool:
    """Say whether a database takes `value` as JSON: finite, not too deep or large, no NUL, no half characters."""
    waiting: list[tuple[object, int]] = [(value, 0)]
    for _ in range(MOST_PARTS):
        if not waiting:
            return True
        part, depth = waiting.pop()
        if depth > DEEPEST or not _is_storable_alone(part):
            return False
        if isinstance(part, dict):
            waiting.extend((each, depth + 1) for pair in part.items() for each in pair)
        elif isinstance(part, list):
            waiting.extend((each, depth + 1) for each in part)
    return False


def _draws_nothing(character: str) -> bool:
    return (
        unicodedata.category(character) in _BLANK_CATEGORIES
        or character in _BLANK_LETTERS
        or "\ufe00" <= character <= "\ufe0f"
        or ord(character) & 0xFFFE == 0xFFFE
        or _BLANK_FOR_EVER.match(character) is not None
    )


def _is_storable_alone(part: object) -> bool:
    if isinstance(part, str):
        return len(part) <= LONGEST_STORED and _UNSTORABLE.search(part) is None
    if isinstance(part, float):
        return math.isfinite(part)
    if isinstance(part, int):
        return part.bit_length() <= 64
    return part is None or isinstance(part, dict | list)
