"""What stands in a page, box by box: for whoever looks through pages for texts, links or what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

# The same in each language: no words for readers.
NO_WORDS = frozenset({"key", "leads_to", "phone", "anchor"})
OF_WAGTAIL = ("title", "seo_title", "search_description")


@dataclass(frozen=True)
class Leaf:
    """One box: where it is (as Wagtail's editor names it), its kind, what it holds, and the blocks it is within."""

    path: tuple[str, ...]
    block: blocks.Block
    value: Any
    within: tuple[blocks.Block, ...] = ()

    @property
    def name(self) -> str:
        """The name of the box within its block."""
        return self.block.name or self.path[-1]

    @property
    def contentpath(self) -> str:
        """The path as an address names it, to open the box in the editor."""
        return ".".join(self.path)

    @property
    def label(self) -> str:
        """What editors read over the box, with the block that it is in."""
        outer = [str(each.label) for each in self.within[-1:] if each.label]
        return " › ".join([*outer, str(self.block.label or self.name)])


def leaves(page: models.Model) -> Iterator[Leaf]:
    """Yield every box of every stream of a page or another row, in reading order."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            if value is not None:
                yield from walk(value.stream_block, value, (field.name,))


def walk(
    block: blocks.Block, value: Any, path: tuple[str, ...], within: tuple[blocks.Block, ...] = ()
) -> Iterator[Leaf]:
    """Yield the boxes within a block's value; a block that is none of Wagtail's containers is a box itself."""
    if isinstance(block, ImageBlock):
        yield Leaf(path, block, value, within)
    elif isinstance(block, blocks.StreamBlock):
        for child in value or []:
            yield from walk(child.block, child.value, (*path, str(child.id or "")), (*within, block))
    elif isinstance(block, blocks.ListBlock):
        for child in value.bound_blocks if value else []:
            yield from walk(child.block, child.value, (*path, str(child.id or "")), (*within, block))
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from walk(child_block, (value or {}).get(name), (*path, name), (*within, block))
    else:
        yield Leaf(path, block, value, within)


def words_in(leaf: Leaf) -> str:
    """Return the words for readers in a box, without markup; nothing for a choice, an address or a picture."""
    block, value = leaf.block, leaf.value
    if leaf.name in NO_WORDS or not value:
        return ""
    if isinstance(value, RichText):
        return plain(value.source)
    if isinstance(block, TableBlock):
        cells = [str(cell) for row in value.get("data") or [] for cell in row if cell]
        return "\n".join([value.get("table_caption") or "", *cells]).strip()
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.BlockQuoteBlock):
        return str(value).strip()
    if isinstance(block, blocks.RichTextBlock):
        return plain(str(value))
    return ""


def plain(markup: str) -> str:
    """Return rich text as lines of words: an end of a paragraph or an item is an end of a line."""
    for end in ("</p>", "</li>", "</h2>", "</h3>", "</h4>", "<br/>", "<br>"):
        markup = markup.replace(end, f"{end}\n")
    lines = (" ".join(line.split()) for line in strip_tags(markup).replace("\xa0", " ").splitlines())
    return "\n".join(line for line in lines if line)


def fields_of(page: Page) -> Iterator[tuple[str, str, str]]:
    """Yield the text fields of a page that hold words for readers: name, what editors read, words."""
    for field in page._meta.concrete_fields:
        own = field.model is not Page and type(field) in (models.CharField, models.TextField)
        own = own or field.__class__.__name__ == "RichTextField"
        if field.name in OF_WAGTAIL or (own and not field.choices and field.name not in NO_WORDS):
            value = getattr(page, field.name)
            if value:
                yield field.name, str(field.verbose_name), plain(str(value)) if "<" in value else str(value)


def texts_of(page: Page) -> Iterator[tuple[str, str]]:
    """Yield every text for readers on a page: where it is in words, and the text."""
    for _name, label, words in fields_of(page):
        yield label, words
    for leaf in leaves(page):
        words = words_in(leaf)
        if words:
            yield leaf.label, words
