"""Check digits: whether a number can be what it says it is. The twin is forms/static/forms/kinds.js."""

import re

_BLANKS = re.compile(r"[\s./-]")
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
# By the digit that each letter stands for, then the weight of each place (49 CFR 565.15).
_LETTERS = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ"
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def packed(text: str) -> str:
    """Return `text` without blanks, points, hyphens and slashes."""
    return _BLANKS.sub("", text)


def has_luhn(digits: str) -> bool:
    """Say whether the last digit is the Luhn check digit of those before it."""
    doubled = (int(each) * (index % 2 + 1) for index, each in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def is_vin(text: str) -> bool:
    """Say whether `text`, packed and in capitals, has the 17 characters of a vehicle identification number."""
    return _VIN.fullmatch(text) is not None


def has_vin_check(vin: str) -> bool:
    """Say whether the ninth character is the check digit, as on every vehicle made for North America since 1981."""
    total = sum((_LETTERS.index(each) % 10) * weight for each, weight in zip(vin, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11] == vin[8]
