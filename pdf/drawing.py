"""What the renderer is given before it starts: our fonts, headings that stay with their text, the pale mark."""

from collections.abc import Sequence
from typing import Any

import arabic_reshaper
from fontTools.pens.reportLabPen import ReportLabPen
from fontTools.ttLib import TTFont as Outlines
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import FILL_NON_ZERO
from reportlab.platypus.doctemplate import BaseDocTemplate
from reportlab.platypus.flowables import KeepTogether
from reportlab.platypus.tables import Table
from xhtml2pdf import default, util
from xhtml2pdf.xhtml2pdf_reportlab import PmlPageTemplate

from pdf.glyphs import FAMILIES, FONTS

MARK_COLOUR = HexColor("#e6e9ed")
MARK_SIZE = 52  # points


def load_fonts() -> set[int]:
    """Make our fonts known to the renderer; return the code points they draw."""
    drawn: set[int] = set()
    for family, upright, bold in FAMILIES:
        fonts = {0: TTFont(family, str(FONTS / upright))}
        fonts[1] = TTFont(f"{family}-bold", str(FONTS / bold)) if bold else fonts[0]
        for weight, font in fonts.items():
            pdfmetrics.registerFont(font)
            for italic in (0, 1):
                addMapping(family, weight, italic, font.fontName)
        default.DEFAULT_FONT[family] = family
        drawn.update(fonts[0].face.charToGlyph)
    # Where the renderer falls back on Helvetica, which is not embedded, it gets our letters instead.
    for name in ("Helvetica", "Helvetica-Bold"):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / "AtkinsonNext-Regular.ttf")))
    rl_config.canvas_basefontname = "constat-text"
    return drawn


class KeepWithBeginning(KeepTogether):
    """Headings stay with the beginning of what follows; the library would move all of a long text along."""

    def split(self, width: float, height: float) -> list[Any]:
        *headings, text = self._content
        room = height - 12
        for heading in headings:
            room -= (
                heading.wrapOn(self.canv, width, height)[1]
                + heading.getSpaceBefore()
                + heading.getSpaceAfter()
            )
        text.wrapOn(self.canv, width, max(room, 1))
        if isinstance(text, Table):
            begins = room > text._rowHeights[0]
        else:
            begins = room > 0 and len(text.splitOn(self.canv, width, room)) > 1
        return list(self._content) if begins else super().split(width, height)


def keep_vowels() -> None:
    """Have Arabic letters joined without losing the vowel signs, which the library drops by default."""
    arabic_reshaper.reshape = arabic_reshaper.ArabicReshaper({"delete_harakat": False}).reshape
    util._plain_reshaper = arabic_reshaper.ArabicReshaper(
        {"delete_harakat": False, "support_ligatures": False}
    )


def keep_headings() -> None:
    """Have every document keep its headings so."""
    BaseDocTemplate._initArgs["keepTogetherClass"] = KeepWithBeginning


def draw_mark(lines: Sequence[str]) -> None:
    """Have every page of this process's document carry `lines` across it, as shapes and not as text."""
    if not lines:
        return
    font = Outlines(FONTS / "AtkinsonNext-Bold.ttf", lazy=True)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    paths = []
    for line in lines:
        shapes, width = [], 0
        for character in line:
            glyph = glyphs[names[ord(character)]]
            pen = ReportLabPen(glyphs)
            glyph.draw(pen)
            shapes.append((width, pen.path))
            width += glyph.width
        paths.append((shapes, width))
    PmlPageTemplate.beforeDrawPage = _marked(PmlPageTemplate.beforeDrawPage, paths)


def _marked(before: Any, paths: list[Any]) -> Any:
    scale = MARK_SIZE / 1000

    def draw(template: Any, canvas: Any, document: Any) -> Any:
        canvas.saveState()
        canvas.setFillColor(MARK_COLOUR)
        canvas.translate(template.pagesize[0] / 2, template.pagesize[1] / 2)
        canvas.rotate(52)
        canvas.scale(scale, scale)
        for row, (shapes, width) in enumerate(paths):
            for x, shape in shapes:
                canvas.saveState()
                canvas.translate(x - width / 2, 300 - row * 1300)
                outline = canvas.beginPath()
                outline._code = _operators(shape)
                canvas.drawPath(outline, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
                canvas.restoreState()
        canvas.restoreState()
        return before(template, canvas, document)

    return draw


def _operators(shape: Any) -> list[str]:
    points = iter(shape.points)
    counts, letters = (2, 2, 6, 0), ("m", "l", "c", "h")
    return [
        " ".join([*(f"{next(points):.0f}" for _ in range(counts[operator])), letters[operator]])
        for operator in shape.operators
    ]
