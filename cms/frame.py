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
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import look
from cms.languages import NAMES, Alternative, alternatives, rest_of_path, stood_in_for
from cms.models import Generation, Notice
from cms.models.notice import PREVIEWED
from cms.sharing import Preview, preview_of

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
    def look(self) -> look.Look:
        """The agency's colours, typeface and logo."""
        return self.kept.get("look", look.current)

    @cached_property
    def missing(self) -> Alternative | None:
        """The page that this one stands in for, since it is not in this language: its language, title and address."""
        page = stood_in_for(self.request)
        return Alternative(page.locale.language_code, page.title, page.url or "/") if page else None

    @cached_property
    def twins(self) -> list[tuple[str, str]]:
        """The whole addresses of this page by language, its own among them; nothing where there is no page."""
        page = self.page
        request = self.request
        if page is None or not page.pk or request is None:
            return []
        found = self.kept.get(("twins", page.translation_key), lambda: twins_of(page))
        rest = rest_of_path(request, page)
        return [(code, request.build_absolute_uri(address + rest)) for code, address in found]

    @property
    def canonical(self) -> str:
        """The one address of this page."""
        here = get_language()
        return next((address for code, address in self.twins if code == here), "")

    @property
    def default(self) -> str:
        """The address for readers of any other language: in the site's first language where it is there."""
        return self.twins[0][1] if self.twins else ""

    @cached_property
    def preview(self) -> Preview | None:
        """The picture beside a link to this page where people share it."""
        page, request = self.page, self.request
        if page is None or not page.pk or request is None:
            return None
        found = self.kept.get(("preview", page.pk), lambda: preview_of(page))
        return found and found._replace(url=request.build_absolute_uri(found.url))

    @cached_property
    def trail(self) -> list[Link]:
        """The pages above this one, home first."""
        page = self.page
        if page is None or not page.pk:
            return []
        return self.kept.get(("trail", page.pk), lambda: trail_to(page))

    @cached_property
    def notices(self) -> list[Notice]:
        """The notices to show now on this page."""
        known = self.kept.get("notices", lambda: list(Notice.objects.select_related("page")))
        found = Notice.among(known, now(), self.page)
        preview: Notice | None = getattr(self.request, PREVIEWED, None)
        if preview is None:
            return found
        others = [notice for notice in found if notice.pk != preview.pk]
        return sorted([preview, *others], key=lambda notice: notice.rank)

    @cached_property
    def menu(self) -> list[Link]:
        """The pages below home that editors chose to show in menus, in the active language."""
        language = get_language() or "en"
        return self.kept.get(("menu", language), lambda: menu_in(language))


def twins_of(page: Page) -> list[tuple[str, str]]:
    """Return languages and addresses of the live translations of `page`, its own among them, English first."""
    live = Page.objects.live().public().filter(translation_key=page.translation_key).select_related("locale")
    order = list(NAMES)
    found = [(each.locale.language_code, each.url) for each in live]
    return sorted(((code, url) for code, url in found if url), key=lambda one: order.index(one[0]))


def trail_to(page: Page) -> list[Link]:
    """Return the live pages above `page`, home first."""
    above = page.get_ancestors().live().filter(depth__gt=1)
    return [Link(_("Home") if each.depth == 2 else each.title, each.url or "/") for each in above]


def menu_in(language: str) -> list[Link]:
    """Return the pages below the home of `language` that are shown in menus."""
    pages = Page.objects.live().in_menu().filter(locale__language_code=language, depth=3).order_by("path")
    return [Link(page.title, page.url or "/") for page in pages]
