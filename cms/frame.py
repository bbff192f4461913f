"""What stands around every public page: other languages, notices, the menu.

Steps of a form have it too and are not answered from memory, so what only changes with the generation is kept here.
"""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import get_language
from wagtail.models import Page

from cms.languages import Alternative, alternatives
from cms.models import Generation, Notice

T = TypeVar("T")


class Link(NamedTuple):
    """A page in the menu."""

    title: str
    url: str


class Kept:
    """What was made in one generation; the next one begins empty."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        self.values: dict[Hashable, Any] = {}

    def get(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gave the first time."""
        if name not in self.values:
            self.values[name] = make()
        value: T = self.values[name]
        return value


class Frame:
    """The frame of one page for one visitor; each part asks only when the template shows it."""

    _kept = Kept(0)

    def __init__(self, request: HttpRequest | None, page: Page | None) -> None:
        self.request = request
        self.page = page

    @cached_property
    def kept(self) -> Kept:
        """What this generation has; nothing inside a transaction, which may still be taken back."""
        generation = None if connection.in_atomic_block else Generation.current()
        if generation is None or not settings.PAGE_CACHE_SECONDS:
            return Kept(0)
        if Frame._kept.generation != generation:
            Frame._kept = Kept(generation)
        return Frame._kept

    @cached_property
    def languages(self) -> list[Alternative]:
        """Links to this page in the other languages."""
        return alternatives(self.request, self.page, self.kept.get)

    @cached_property
    def notices(self) -> list[Notice]:
        """The notices to show now on this page."""
        known = self.kept.get("notices", lambda: list(Notice.objects.select_related("page")))
        return Notice.among(known, now(), self.page)

    @cached_property
    def menu(self) -> list[Link]:
        """The pages below home that editors chose to show in menus, in the active language."""
        language = get_language() or "en"
        return self.kept.get(("menu", language), lambda: menu_in(language))


def menu_in(language: str) -> list[Link]:
    """Return the pages below the home of `language` that are shown in menus."""
    pages = Page.objects.live().in_menu().filter(locale__language_code=language, depth=3).order_by("path")
    return [Link(page.title, page.url or "/") for page in pages]
