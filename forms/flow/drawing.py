"""The picture as SVG: steps from top to bottom, early ends at the right, what is left out at the left.

Text is measured by counting: the picture must come out the same without any font at hand. Every text is escaped.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forms.flow.reading import End, Flow, Stage
from forms.flow.words import NO_BREAK

WIDTH = 900
STEP_X, STEP_WIDTH = 64, 420
END_X, END_WIDTH = 556, 332
LANE_X = 22
# Between the two columns each step has one of these lanes for its lines to early ends.
LANES = tuple(STEP_X + STEP_WIDTH + 12 + 12 * place for place in range(4))
CENTRE = STEP_X + STEP_WIDTH // 2
PAD, LINE, BIG_LINE = 14, 18, 22
# How wide a character is taken to be: of text and of titles.
CHARACTER, BIG_CHARACTER = 7.4, 9.0
# What opens a step is written beside the line to it, clear of the lanes.
BESIDE = int((STEP_X + STEP_WIDTH - CENTRE - PAD) / CHARACTER)
MOST_DETAILS = 14


@dataclass(frozen=True)
class Text:
    """One line of text and how it looks."""

    words: str
    look: str = ""

    @property
    def height(self) -> int:
        """How much room it takes."""
        return BIG_LINE if self.look == "title" else LINE


@dataclass
class Card:
    """A box with lines of text."""

    x: int
    y: int
    width: int
    lines: list[Text]
    look: str

    @property
    def height(self) -> int:
        """Its own height, from its lines."""
        return 2 * PAD + sum(line.height for line in self.lines)

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.y + self.height


@dataclass
class Sheet:
    """What was drawn so far, and how far down."""

    parts: list[str] = field(default_factory=list)
    y: int = 20
    ends_y: int = 0

    def path(self, line: str, look: str = "") -> None:
        """Draw an arrow along a path."""
        classes = f"flow__arrow flow__arrow--{look}" if look else "flow__arrow"
        self.parts.append(f'<path class="{classes}" d="{line}"/>')

    def text(self, x: int, y: int, line: Text) -> None:
        """Write one line; its letters begin at `x` and stand on `y`."""
        classes = f"flow__text flow__text--{line.look}" if line.look else "flow__text"
        self.parts.append(f'<text class="{classes}" x="{x}" y="{y}">{clean(line.words)}</text>')

    def card(self, card: Card) -> None:
        """Draw a box with its lines."""
        place = f'x="{card.x}" y="{card.y}" width="{card.width}" height="{card.height}"'
        self.parts.append(f'<rect class="flow__card flow__card--{card.look}" {place} rx="6"/>')
        y = card.y + PAD
        for line in card.lines:
            y += line.height
            self.text(card.x + PAD, y - 5, line)


def svg_of(flow: Flow, *, style: str = "") -> SafeString:
    """Return the picture; `style` makes it stand alone, as a file."""
    with translation.override(flow.language):
        sheet = Sheet()
        _pill(sheet, _("The start"))
        left_out = 0
        for stage in flow.stages:
            left_out = _stage(sheet, stage, left_out)
        _to(sheet, sheet.y + 40, left_out)
        _pill(sheet, _("Check the answers and declare"))
        sheet.path(f"M{CENTRE} {sheet.y} V{sheet.y + 30}")
        sheet.y += 30
        _pill(sheet, _("The report is sent"), "sent")
        return _sheet(sheet, _("The way through “%(title)s”") % {"title": flow.title}, flow.language, style)


def _sheet(sheet: Sheet, title: str, language: str, style: str) -> SafeString:
    height = max(sheet.y, sheet.ends_y) + 20
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    alone = f"<style>{escape(style)}</style>" if style else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow{" flow--alone" if style else ""}" {size} role="img"'
        f' aria-labelledby="flow-title" lang={quoteattr(language)}><title id="flow-title">{clean(title)}</title>'
        f'{alone}<defs><marker id="flow-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7"'
        ' orient="auto-start-reverse"><path class="flow__head" d="M0 0 L10 5 L0 10 z"/></marker></defs>'
    )
    return SafeString(f"{head}{''.join(sheet.parts)}</svg>")


def _pill(sheet: Sheet, words: str, look: str = "pill") -> None:
    width = int(2 * PAD + sum(_wide(char) for char in words) * BIG_CHARACTER)
    card = Card(CENTRE - width // 2, sheet.y, width, [Text(words)], look)
    sheet.card(card)
    sheet.y = card.bottom


def _stage(sheet: Sheet, stage: Stage, left_out: int) -> int:
    """Draw a step with its early ends below what is there; return where the line that leaves it out branched off."""
    when = [Text(each, "when") for each in wrapped(_if(stage.when), BESIDE)] if stage.when else []
    # Where the line that leaves this step out branches off: below the one that leaves out the step before.
    branch = sheet.y + (44 if left_out else 30)
    top = branch + 16 + LINE * len(when) if when else sheet.y + 40
    _to(sheet, top, left_out)
    for place, line in enumerate(when):
        sheet.text(CENTRE + 14, branch + 18 + LINE * place, line)
    card = Card(STEP_X, top, STEP_WIDTH, [*_step_lines(stage)], "step")
    sheet.card(card)
    sheet.y = card.bottom
    _ends(sheet, stage, card)
    if not when:
        return 0
    sheet.text(STEP_X + 4, branch - 6, Text(_("otherwise"), "when"))
    return branch


def _to(sheet: Sheet, top: int, left_out: int) -> None:
    """Lead the way on to `top`, and the line that leaves the step above out back into it."""
    sheet.path(f"M{CENTRE} {sheet.y} V{top}")
    if left_out:
        sheet.path(f"M{CENTRE} {left_out} H{LANE_X} V{sheet.y + 14} H{CENTRE - 2}")
    sheet.y = top


def _step_lines(stage: Stage) -> Iterator[Text]:
    title = _("%(number)d. %(title)s") % {"number": stage.number, "title": stage.title}
    room = STEP_WIDTH - 2 * PAD
    yield from (Text(line, "title") for line in wrapped(title, int(room / BIG_CHARACTER)))
    yield Text(stage.counts, "soft")
    details = stage.details[:MOST_DETAILS]
    for detail in details:
        yield from (Text(line) for line in wrapped(f"– {detail}", int(room / CHARACTER)))
    rest = len(stage.details) - len(details)
    if rest:
        yield Text(_("… and %(n)d more, in the list below the picture") % {"n": rest}, "soft")


def _ends(sheet: Sheet, stage: Stage, step: Card) -> None:
    """Draw where the way ends in this step: beside it, or below the ends of the steps before."""
    edge, lane = STEP_X + STEP_WIDTH, LANES[stage.number % len(LANES)]
    for end in stage.ends:
        card = Card(END_X, max(step.y, sheet.ends_y), END_WIDTH, [*_end_lines(end)], end.kind)
        sheet.card(card)
        middle = card.y + card.height // 2
        out = min(middle, step.bottom - 12)
        turn = f"H{lane} V{middle} " if out != middle else ""
        sheet.path(f"M{edge} {out} {turn}H{END_X}", "early")
        sheet.ends_y = card.bottom + 12


def _end_lines(end: End) -> Iterator[Text]:
    room = END_WIDTH - 2 * PAD
    for line in wrapped(_if(end.when) if end.when else _("Always"), int(room / CHARACTER)):
        yield Text(line, "when")
    yield from (Text(line, "title") for line in wrapped(end.title, int(room / BIG_CHARACTER)))
    if end.days:
        yield Text(end.days, "soft")


def _if(when: str) -> str:
    return _("If %(when)s") % {"when": when}


def wrapped(text: str, most: int) -> list[str]:
    """Return a text in lines of at most `most` characters, the wide ones counted twice; no word is too long."""
    lines, line, length = [], "", 0
    for word in _pieces(text, most):
        size = sum(_wide(char) for char in word)
        if line and length + 1 + size > most:
            lines.append(line)
            line, length = "", 0
        line, length = (f"{line} {word}", length + 1 + size) if line else (word, size)
    return [*lines, line] if line else lines


def _pieces(text: str, most: int) -> Iterator[str]:
    for word in filter(None, text.split(" ")):
        piece, length = "", 0
        for char in word:
            if length + _wide(char) > most:
                yield piece
                piece, length = "", 0
            piece, length = piece + char, length + _wide(char)
        yield piece


def _wide(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clean(text: str) -> str:
    """Return a text as XML can hold it: escaped, and without what is no character there."""
    return escape(
        "".join(char for char in text if char.isprintable() or char in NO_BREAK),
        {'"': "&quot;", "'": "&#39;"},
    )
