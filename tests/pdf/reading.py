"""Reading a PDF back as text, as anyone's tools would."""

import re
import subprocess
import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from pdf.glyphs import FAMILIES, FONTS, name_of

MARKS_OF_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text_of(pdf: bytes, *options: str) -> str:
    """The text of the PDF by pdftotext."""
    done = subprocess.run(
        ["pdftotext", *options, "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def squashed(text: str) -> str:
    """The text without white space, in compatibility form."""
    for _ in range(2):
        text = unicodedata.normalize("NFKC", "".join(text.split()))
    return text


def body_of(pdf: bytes) -> str:
    """The squashed text of all pages in drawing order, without what runs along on each page."""
    pages = [squashed(MARKS_OF_DIRECTION.sub("", page)) for page in text_of(pdf, "-raw").split("\f")[:-1]]
    foot = "Page{}/" + str(len(pages))
    return squashed("".join(page.partition(foot.format(number))[2] for number, page in enumerate(pages, 1)))


@cache
def drawn() -> frozenset[int]:
    """The code points our fonts draw."""
    return frozenset(point for _, upright, _ in FAMILIES for point in TTFont(FONTS / upright).getBestCmap())


def as_printed(answer: str) -> str:
    """What must be found in the PDF for `answer`: each character as itself or by name."""
    composed = unicodedata.normalize("NFC", answer)
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return squashed(
        "".join(
            character
            if character in "\t\n\r "
            or (ord(character) in drawn() and unicodedata.category(character) not in hidden)
            else name_of(character)
            for character in composed
        )
    )
