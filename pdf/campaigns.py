"""What a poster or a handout is made of: plain texts, one for each language it speaks, and an address."""

import io
from dataclasses import dataclass
from typing import Final

import pikepdf

from pdf.render import render


@dataclass(frozen=True, slots=True)
class CampaignText:
    """All that a paper says in one language."""

    language: str
    agency: str
    title: str
    aim: str
    call: str
    until: str
    scan: str
    danger: str
    questions: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a paper sets its words, in points, and its QR code, in pixels of xhtml2pdf."""

    title: float
    aim: float
    gap: float
    code: int


# From the largest on: a paper is set as large as its sheet allows.
SIZES: Final = {
    "poster": (
        Sizes(44, 18, 20, 440),
        Sizes(36, 17, 14, 400),
        Sizes(29, 14, 9, 350),
        Sizes(22, 12, 9, 280),
        Sizes(17, 10, 9, 200),
    ),
    "handout": (
        Sizes(18, 10, 6, 195),
        Sizes(15, 9, 5, 180),
        Sizes(13, 8, 5, 150),
        Sizes(11, 7, 4, 115),
        Sizes(8.5, 6, 3, 78),
    ),
}


@dataclass(frozen=True, slots=True)
class CampaignPaper:
    """A poster or a handout: `code` is the whole address in the QR code, `address` what people type."""

    texts: list[CampaignText]
    code: str
    address: str
    brand: str


def render_campaign(kind: str, paper: CampaignPaper, *, language: str) -> bytes:
    """Return the PDF of a "poster" or a "handout", on one sheet, as large as its words allow; see `render`.

    Words that no size brings onto one sheet stay whole on more than one.
    """
    made = b""
    for sizes in SIZES[kind]:
        made = render(f"pdf/{kind}.html", {"paper": paper, "sizes": sizes}, language=language)
        if _sheets(made) == 1:
            break
    return made


def _sheets(document: bytes) -> int:
    with pikepdf.open(io.BytesIO(document)) as opened:
        return len(opened.pages)
