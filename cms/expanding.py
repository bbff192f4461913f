"""`?expand=` of the content API: parts of a page in the same answer, with as many queries for twenty as for one."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from cms.content_api import page_link

Pages = list[Page]


def _translations(pages: Pages) -> dict[int, Any]:
    keys = {page.translation_key for page in pages}
    found = Page.objects.live().public().filter(translation_key__in=keys).select_related("locale")
    return {
        page.pk: [
            page_link(each) for each in found if each.translation_key == page.translation_key and each != page
        ]
        for page in pages
    }


def _children(pages: Pages) -> dict[int, Any]:
    wanted = Page.objects.none()
    for page in pages:
        wanted |= Page.objects.child_of(page)
    found = wanted.live().public().select_related("locale").order_by("path")
    return {page.pk: [page_link(each) for each in found if each.is_child_of(page)] for page in pages}


def _ancestors(pages: Pages) -> dict[int, Any]:
    step = Page.steplen
    paths = {page.path[:end] for page in pages for end in range(2 * step, len(page.path), step)}
    found = Page.objects.filter(path__in=paths).live().public().select_related("locale").order_by("path")
    return {page.pk: [page_link(each) for each in found if page.is_descendant_of(each)] for page in pages}


PARTS: dict[str, Callable[[Pages], dict[int, Any]]] = {
    "translations": _translations,
    "children": _children,
    "ancestors": _ancestors,
}


def unknown_parts(asked: list[str]) -> list[str]:
    """Return those that are not known."""
    return [each for each in asked if each not in PARTS]


def expand(items: list[dict[str, Any]], asked: list[str]) -> None:
    """Give each item the parts that were asked for, under `expanded`."""
    pages = list(Page.objects.filter(pk__in=[item["id"] for item in items]).select_related("locale"))
    parts = {name: PARTS[name](pages) for name in asked}
    for item in items:
        item["expanded"] = {name: found.get(item["id"], []) for name, found in parts.items()}
