"""The demo's texts, written short, as the blocks that pages are made of.

A text that begins with `## ` is a heading, one that begins with `<` is text; anything else is a block by its name.
Report types are named by their keys, images and videos by their names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

HEADING = "## "


@dataclass(frozen=True)
class Known:
    """What blocks may name: pages of report types by key, images and videos by name."""

    matters: Mapping[str, Page]
    images: Mapping[str, int]
    videos: Mapping[str, int]


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
    filled = FILLED[name](value, known) if name in FILLED else value
    return {"type": name, "value": filled} if filled else None


def _file_this(value: dict[str, Any], known: Known) -> dict[str, Any] | None:
    page = known.matters.get(value["page"])
    return {**value, "page": page.pk} if page else None


def _related(value: dict[str, Any], known: Known) -> dict[str, Any] | None:
    pages = [known.matters[key].pk for key in value["pages"] if key in known.matters]
    return {**value, "pages": pages} if pages else None


def _picture(value: dict[str, Any], known: Known) -> dict[str, Any]:
    return {**value, "image": known.images[value["image"]]}


def _video(value: dict[str, Any], known: Known) -> dict[str, Any]:
    return {**value, "video": known.videos[value["video"]]}


FILLED = {"file_this": _file_this, "related": _related, "picture": _picture, "video": _video}
