"""The sitemap: every public page, with its twins in the other languages."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from cms.models import PublicPage


@dataclass(frozen=True)
class Entry:
    """One page: where it is, when it last changed, and the same page by language."""

    location: str
    changed: datetime | None
    twins: list[tuple[str, str]]

    @property
    def default(self) -> str:
        """The address for readers of any other language: English first, by the order of the codes."""
        return self.twins[0][1]


def sitemap_of(request: HttpRequest) -> Iterator[Entry]:
    """Yield an entry for each live public page of the site, and for each part of one with an address of its own."""
    live = Page.objects.live().public().filter(depth__gt=1).select_related("locale").order_by("path")
    pages = [page for page in live.specific(defer=True) if page.get_url(request)]
    twins: dict[Hashable, list[tuple[str, str]]] = defaultdict(list)
    for page in pages:
        for part in parts_of(page):
            absolute = request.build_absolute_uri(page.get_url(request) + part)
            twins[page.translation_key, part].append((page.locale.language_code, absolute))
    for page in pages:
        for part in parts_of(page):
            own = sorted(twins[page.translation_key, part])
            location = dict(own)[page.locale.language_code]
            yield Entry(location, page.last_published_at, own)


def parts_of(page: Any) -> list[str]:
    """Return what stands behind the address of a page, nothing first: that is the page itself."""
    return ["", *(page.parts() if isinstance(page, PublicPage) else [])]
