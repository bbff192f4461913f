"""The demo's texts, written short, as the blocks that pages are made of.

A text that begins with `## ` is a heading, one that begins with `<` is text; anything else is a block by its name.
Report types are named by their keys.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wagtail.models import Page

HEADING = "## "


@dataclass(frozen=True)
class Known:
    """What blocks may name: pages of report types by key; and the language that they stand in."""

    matters: Mapping[str, Page]
    language: str = "en"

    def said_in(self, language: str) -> "Known":
        """Return the same for blocks of another language."""
        return replace(self, language=language)


def blocks_of(body: Iterable[Any], known: Known) -> list[dict[str, Any]]:
    """Return the blocks of a body; one that names a report type which is not there is left out."""
    found = (block_of(each, known) for each in body)
    return [block for block in found if block is not None]


def block_of(told: Any, known: Known) -> dict[str, Any] | None:
    """Return one block, nothing where it names what is not there."""
    if isinstance(told, str):
        if told.startswith(HEADING):
            return {"type": "heading", "value": told.removeprefix(HEADING)}
        return {"type": "text", "value": told}
    ((name, value),) = told.items()
    if name == "file_this":
        page = known.matters.get(value["page"])
        return {"type": name, "value": {**value, "page": page.pk}} if page else None
    return {"type": name, "value": value}
