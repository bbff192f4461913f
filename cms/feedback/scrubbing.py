"""Scrubbing: takes personal data out of a text before it is stored, in English and French ways of writing.

What goes: e-mail addresses, web accounts, phone numbers, social insurance numbers, payment cards, passports, driver's
licences and health numbers by their word, postal codes, civic addresses, dates of birth by their word, long numbers.
What stays: amounts, dates, hours, short numbers, section numbers, names of forms, 911 and 9-8-8, the agency's numbers.
In doubt it goes: a reader of feedback needs no number of seven digits.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["email", "phone", "sin", "card", "passport", "postal_code", "address", "born", "number"]

# What stands between digits: spaces of any width, dots, hyphens and dashes, slashes, brackets, underscores, commas.
GAP = r"[\s.\-‐-―−/()\[\]_,·•:*]"
# Digits of one number, with up to three such signs between two of them.
RUN = re.compile(rf"(?<![\w$])(?:\+|00)?\(?\d(?:{GAP}{{0,3}}\d){{5,}}(?![\w])")
EMAIL = re.compile(
    r"[\w.+'%-]+\s?(?:@|\(at\)|\[at\]|\{at\}|\s(?:at|arobase|chez)\s|\(arobase\)|\(a\)|\[a\])\s?"
    r"[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\]|\(point\)|\[point\]|\sdot\s|\spoint\s)\s?[\w-]+)+",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w.])@[A-Za-z][\w.]{2,}")
POSTAL = re.compile(
    r"(?<![\w])[ABCEGHJ-NPRSTVXY]\s?\d\s?[A-Z][\s.\-‐-―]{0,3}\d\s?[A-Z]\s?\d(?![\w])", re.IGNORECASE
)
# Canadian passports: two letters and six digits, since 2023 a letter, six digits and two letters.
PASSPORT = re.compile(
    r"(?<![\w])(?:[A-Z]{2}[\s.-]?\d{6}|[A-Z][\s.-]?\d{6}[\s.-]?[A-Z]{2})(?![\w])", re.IGNORECASE
)
# A number that its own word gives away, however short and whatever letters are in it.
NAMED = re.compile(
    r"\b(?P<word>passe?ports?|pass\.?port|permis(?:\s+de\s+conduire)?|driver[’']?s?\s+licen[cs]e|licen[cs]e|"
    r"phin|mhsc|health\s+(?:card|number)|carte\s+(?:santé|sante|soleil|d[’']assurance\s+maladie)|nam|ramq|"
    r"s\.?i\.?n\.?|n\.?a\.?s\.?|social\s+insurance(?:\s+number)?|(?:numéro\s+d[’'])?assurance\s+sociale|"
    r"account|compte|iban|transit)"
    r"(?P<joint>\s*(?:number|numéro|numero|num\.?|no\.?|n[°ºo]|nbr|#)?\s*(?:is|est|was|:|=|-|–|#)?\s*)"
    r"(?P<value>(?:(?-i:[A-Z]{2,6})\s+)?[A-Z0-9.\-]*\d[A-Z0-9.\-]*(?:\s+[A-Z0-9.\-]*\d[A-Z0-9.\-]*)*)",
    re.IGNORECASE,
)
STREETS = (
    r"st(?:reet)?|ave(?:nue)?|av|road|rd|drive|dr|blvd|boul(?:evard)?|boulevard|cres(?:cent)?|lane|ln|way|place|pl|court|ct|"
    r"bay|cove|circle|trail|terrace|hwy|highway|close|gate|point"
)
NAME = r"[A-ZÀ-ÖØ-Þ][\wÀ-ÿ’'.-]*"
ADDRESS = re.compile(
    rf"(?<![\w$#/])(?:(?:apt|unit|suite|app|bureau)\.?\s*#?\d+\w?[\s,-]+)?(?:\d{{1,4}}\w?\s*-\s*)?\d{{1,5}}[A-Za-z]?,?\s+"
    rf"(?:(?:{NAME}\s+){{1,3}}(?i:{STREETS})\b\.?|(?i:rue|avenue|av\.|boul\.|boulevard|chemin|ch\.|place|allée|impasse|promenade|route|rang)"
    rf"\s+(?:(?:de|du|des|la|le|les|d[’']|l[’'])\s*)*{NAME}(?:[\s-]{NAME})*)",
)
BORN = re.compile(
    r"\b(?P<word>born(?:\s+on)?|birth\s?date|date\s+of\s+birth|d\.?o\.?b\.?|née?(?:\s+le)?|date\s+de\s+naissance|naissance|ddn)"
    r"(?P<joint>\s*(?:is|est|le|on|the|:|=|-)?\s*)"
    r"(?P<value>\d{1,4}(?:er|st|nd|rd|th)?[\s./-]+(?:\d{1,2}|[a-zà-ÿ.]{3,10})[\s./,-]+\d{1,4}|"
    r"[a-zà-ÿ.]{3,10}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})",
    re.IGNORECASE,
)
# What digits with gaps are also used for.
DATE = re.compile(
    r"(?:(?:19|20)\d\d[\s./-]{1,3}(?:0?[1-9]|1[0-2])[\s./-]{1,3}(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[\s./-]{1,3}(?:0?[1-9]|[12]\d|3[01])[\s./-]{1,3}(?:19|20)\d\d)"
)
YEARS = re.compile(r"(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)\d\d")
HOURS = re.compile(r"\d{1,2}[:.]\d\d\s?[-–—/]\s?\d{1,2}[:.]\d\d")
AMOUNT = re.compile(r"\d{1,3}(?:[\s,.’']\d{3})+(?:[.,]\d\d)?")
MONEY_AFTER = re.compile(r"\s?(?:\$|dollars?\b|cad\b|€|¢)", re.IGNORECASE)


@dataclass(frozen=True)
class Scrubbed:
    """A text that may be stored, and what kinds of things were taken out of it, in alphabetical order."""

    text: str
    kinds: tuple[str, ...]


def scrub(text: str, *, marks: "Callable[[str], str] | None" = None, ours: Iterable[str] = ()) -> Scrubbed:
    """Return the text without personal data. `marks` names what stands in a gap; `ours` are numbers of the agency."""
    name = marks or (lambda kind: kind)
    plain = readable(text)
    kept = {re.sub(r"\D", "", number)[-10:] for number in ours}
    found: set[str] = set()

    def gone(kind: str) -> str:
        found.add(kind)
        return f"[{name(kind)}]"

    def number(match: "re.Match[str]") -> str:
        kind = kind_of_number(match[0], plain_after(match), kept)
        return gone(kind) if kind else match[0]

    def named(kind: str) -> "Callable[[re.Match[str]], str]":
        return lambda match: match["word"] + match["joint"] + gone(kind)

    plain = EMAIL.sub(lambda _: gone("email"), plain)
    plain = HANDLE.sub(lambda _: gone("email"), plain)
    plain = BORN.sub(named("born"), plain)
    plain = NAMED.sub(named_kind(gone), plain)
    plain = POSTAL.sub(lambda _: gone("postal_code"), plain)
    plain = PASSPORT.sub(lambda _: gone("passport"), plain)
    plain = RUN.sub(number, plain)
    plain = ADDRESS.sub(lambda _: gone("address"), plain)
    return Scrubbed(plain, tuple(sorted(found)))


def named_kind(gone: Callable[[str], str]) -> "Callable[[re.Match[str]], str]":
    """Return what replaces a number behind its word."""

    def replaced(match: "re.Match[str]") -> str:
        if not is_a_number(match["value"]):
            return match[0]
        word = match["word"].lower()
        kind = (
            "passport"
            if word.startswith("pass")
            else "sin"
            if re.match(r"s\.?i|n\.?a\.?s|social|.*soc", word)
            else "number"
        )
        return match["word"] + match["joint"] + gone(kind)

    return replaced


def is_a_number(value: str) -> bool:
    """Whether what stands behind a word such as “passport” is its number: five digits, or three among letters."""
    digits = sum(each.isdigit() for each in value)
    return digits >= 5 or (digits >= 3 and bool(re.fullmatch(r"(?=.*[A-Za-z])[A-Za-z0-9.\-]{6,}", value)))


def readable(text: str) -> str:
    """Return the text with what hides digits undone: full-width and other digits as ASCII, invisible signs gone."""
    folded = unicodedata.normalize("NFKC", text)
    shown = (each for each in folded if unicodedata.category(each) != "Cf")
    return "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in shown)


def plain_after(match: "re.Match[str]") -> str:
    """Return the few characters behind a match."""
    return match.string[match.end() : match.end() + 10]


def kind_of_number(run: str, after: str, kept: set[str]) -> Kind | None:
    """Say what a run of six digits or more is; nothing for what may stay."""
    digits = re.sub(r"\D", "", run)
    core = run.strip(" \t\n.,:;-()")
    if digits[-10:] in kept and len(digits) in (10, 11):
        return None
    if any(shape.fullmatch(core) for shape in (DATE, YEARS, HOURS)):
        return None
    if AMOUNT.fullmatch(core) and (MONEY_AFTER.match(after) or len(digits) < 7):
        return None
    if len(digits) == 9 and luhn(digits):
        return "sin"
    if 13 <= len(digits) <= 19 and luhn(digits):
        return "card"
    if is_phone(run, digits):
        return "phone"
    return "number" if len(digits) >= 6 else None


def is_phone(run: str, digits: str) -> bool:
    """Whether digits are those of a phone: ten, eleven with a 1 before them, seven with a gap, or behind a `+`."""
    if run.startswith(("+", "00")) and len(digits) >= 8:
        return True
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if len(digits) == 10:
        return digits[0] in "23456789"
    return len(digits) == 7 and re.fullmatch(rf"\d{{3}}{GAP}{{1,3}}\d{{4}}", run.strip()) is not None


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others, as on cards and social insurance numbers."""
    doubled = (int(each) * 2 if at % 2 else int(each) for at, each in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0
