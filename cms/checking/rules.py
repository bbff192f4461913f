"""The rules for what keeps somebody out of a page (WCAG 2.2), as far as a program can see them.

What blocks leaves people without something: a picture without words (1.1.1), a film without captions (1.2.2), a link
without words (2.4.4). The rest is advice: headings in order (1.3.1), links that say where they lead (2.4.4), tables
with headings (1.3.1), nothing told by colour alone (1.4.1), no shouting in capitals.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.content import Leaf, fields_of, leaves, plain, words_in
from cms.models.video import Video

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
HEADING = re.compile(r"<h([2-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
EMBED = re.compile(r"<embed\b([^>]*?)/?>", re.DOTALL)
SAYS_NOTHING = frozenset(
    {
        *("click here", "here", "click", "read more", "more", "learn more", "this link", "link", "this page"),
        *(
            "see here",
            "details",
            "cliquez ici",
            "ici",
            "cliquer ici",
            "lire la suite",
            "en savoir plus",
            "plus",
        ),
        *("ce lien", "lien", "cette page", "voir ici", "suite", "détails"),
    }
)
COLOUR = re.compile(
    r"\b(?:(?:in|the)\s+(?:red|green|blue|yellow|orange|grey|gray)\b(?:\s+(?:button|box|text|field|area|link))?"
    r"|(?:button|box|text|field|link)s?\s+in\s+(?:red|green|blue|yellow|orange)"
    r"|en\s+(?:rouge|vert|bleu|jaune|orange|gris)\b"
    r"|(?:le|la)\s+(?:bouton|case|zone|texte)\s+(?:rouge|verte?|bleue?|jaune|orange|grise?))",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,}(?:[\s'’-]+[A-ZÀ-ÖØ-Þ]{2,}){2,}\b")


@dataclass(frozen=True)
class Finding:
    """One thing to mend: a sentence, where it is in words and in the editor, and whether it keeps from publishing."""

    sentence: str
    where: str
    contentpath: str = ""
    blocks: bool = False


Boxes = list[Leaf]


def findings_of(page: Page) -> list[Finding]:
    """Return what is to be mended on a page as it is in memory; what keeps it from being published first."""
    boxes = list(leaves(page))
    found = [finding for rule in RULES for finding in rule(boxes)]
    for name, label, words in fields_of(page):
        found += [Finding(sentence, label, name) for sentence in told_badly(words)]
    if not page.search_description:
        told = _("Write a description for search results.")
        found.append(Finding(told, _("Promote"), "search_description"))
    return sorted(found, key=lambda finding: not finding.blocks)


def pictures(boxes: Boxes) -> Iterator[Finding]:
    """Yield each picture without words for those who cannot see it."""
    words = _("Say in words what the picture shows.")
    by_path = {leaf.path: leaf for leaf in boxes}
    for leaf in boxes:
        if isinstance(leaf.block, ImageBlock):
            image = leaf.value
            if image and not image.contextual_alt_text and not image.decorative:
                yield _at(leaf, words, blocks=True)
        elif isinstance(leaf.block, ImageChooserBlock) and leaf.value:
            beside = [each for path, each in by_path.items() if path[:-1] == leaf.path[:-1]]
            if _lacks_words(leaf, beside):
                yield _at(leaf, words, blocks=True)
    for leaf, markup in _rich(boxes):
        for attributes in EMBED.findall(markup):
            if 'embedtype="image"' in attributes and not re.search(r'alt="[^"]*\S[^"]*"', attributes):
                yield _at(leaf, words, blocks=True)


def _lacks_words(picture: Leaf, beside: Boxes) -> bool:
    """Whether neither the boxes beside a picture nor the picture itself say what it shows."""
    if any(each.value for each in beside if each.name == "decorative" or each.name.startswith("alt")):
        return False
    lacks = getattr(picture.value, "lacks", None)
    return bool(lacks()) if lacks else not picture.value.description


def films(boxes: Boxes) -> Iterator[Finding]:
    """Yield each film without captions."""
    for leaf in boxes:
        if isinstance(leaf.value, Video) and not (leaf.value.captions_en and leaf.value.captions_fr):
            yield _at(leaf, _("Add captions to the video."), blocks=True)


def links(boxes: Boxes) -> Iterator[Finding]:
    """Yield each link without words, or whose words say nothing by themselves."""
    for leaf, markup in _rich(boxes):
        for _attributes, inner in LINK.findall(markup):
            words = html.unescape(plain(inner)).strip(" .:…»«\n")
            if not words and "<img" not in inner and "<embed" not in inner:
                yield _at(leaf, _("A link has no words. Write where it leads."), blocks=True)
            elif words.casefold() in SAYS_NOTHING:
                told = _("The link “%(words)s” does not say where it leads. Write the name of the page.")
                yield _at(leaf, told % {"words": words})
            elif re.match(r"(https?://|www\.)", words):
                yield _at(leaf, _("A link shows its address. Write the name of the page."))


def headings(boxes: Boxes) -> Iterator[Finding]:
    """Yield each heading that is more than one step below the one before it; the title of the page is the first."""
    last = 1
    for leaf in boxes:
        for level, words in _headings_in(leaf):
            if level > last + 1:
                told = _("The heading “%(words)s” skips a level. Put a larger one before it.")
                yield _at(leaf, told % {"words": words[:60]})
            last = level


def tables(boxes: Boxes) -> Iterator[Finding]:
    """Yield each table without headings for its columns or rows."""
    for leaf in boxes:
        if isinstance(leaf.block, TableBlock) and leaf.value and leaf.value.get("data"):
            value = leaf.value
            has = value.get("first_row_is_table_header") or value.get("first_col_is_header")
            if not has and value.get("table_header_choice") in (None, "", "neither"):
                yield _at(leaf, _("Choose which row or column of the table has its headings."))


def wording(boxes: Boxes) -> Iterator[Finding]:
    """Yield what is told by colour alone, and what is shouted, in boxes."""
    for leaf in boxes:
        for sentence in told_badly(words_in(leaf)):
            yield _at(leaf, sentence)


def told_badly(words: str) -> Iterator[str]:
    """Yield a sentence where words lean on a colour, and one where they are all capitals."""
    colour = COLOUR.search(words)
    if colour:
        told = _("“%(words)s”: say it without the colour too, for people who do not see it.")
        yield told % {"words": colour.group()}
    capitals = CAPITALS.search(words)
    if capitals:
        told = _("“%(words)s” is in capitals. Small letters are easier to read.")
        yield told % {"words": capitals.group()[:60]}


RULES: tuple[Callable[[Boxes], Iterable[Finding]], ...] = (pictures, films, links, headings, tables, wording)


def _headings_in(leaf: Leaf) -> Iterator[tuple[int, str]]:
    if leaf.name == "heading" and isinstance(leaf.value, str) and leaf.value:
        yield 2, leaf.value
    elif isinstance(leaf.value, RichText) and len(leaf.within) == 1:
        for level, words in HEADING.findall(leaf.value.source):
            yield int(level), plain(words)


def _rich(boxes: Boxes) -> Iterator[tuple[Leaf, str]]:
    return ((leaf, leaf.value.source) for leaf in boxes if isinstance(leaf.value, RichText))


def _at(leaf: Leaf, sentence: str, *, blocks: bool = False) -> Finding:
    return Finding(sentence, leaf.label, leaf.contentpath, blocks)
