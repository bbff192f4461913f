"""Where report types live, remembered until a page changes: a step is found without asking the page tree.

The tree needs eight queries to find a page. What is remembered belongs to one generation, which each publishing,
unpublishing, move and deletion ends in its own transaction. Start pages and everything else stay with the tree.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from cms.models import Generation
from forms.way.places import Way
from forms.way.routes import walk


@dataclass(frozen=True)
class Found:
    """A report type's page, its address, and what is asked for below it."""

    page: Any
    base: str
    rest: str


class Places:
    """The live pages of report types by their address, for one generation."""

    def __init__(self) -> None:
        self._generation: int | None = None
        self._pages: dict[str, Any] = {}

    def find(self, path: str) -> Found | None:
        """Return whose way `path` is on; nothing for a path that is not below a live, public report type."""
        if connection.in_atomic_block or not settings.PAGE_CACHE_SECONDS:
            return None  # what a transaction sees may still be taken back
        parts = path.strip("/").split("/")
        pages = self._current()
        for length in range(len(parts) - 1, 1, -1):
            base = "/" + "/".join(parts[:length]) + "/"
            if base in pages:
                return Found(copy(pages[base]), base, path[len(base) :])
        return None

    def _current(self) -> dict[str, Any]:
        from forms.models import ReportTypePage

        generation = Generation.current()
        if generation is None or generation != self._generation:
            live = ReportTypePage.objects.live().public()
            addresses = ((page.get_url_parts(), page) for page in live)
            self._pages = {address[2]: page for address, page in addresses if address and address[2]}
            self._generation = generation
        return self._pages


places = Places()


class BelowAType:
    """A path converter that matches what is below a report type, and leaves all else to the page tree."""

    regex = r"(?:[^/]+/){2,12}"

    def to_python(self, value: str) -> Found:
        """Return the page and the rest of the path; `ValueError` says that it is not ours."""
        found = places.find(f"/{get_language()}/{value}")
        if found is None:
            raise ValueError(value)
        return found

    def to_url(self, value: object) -> str:
        """Nobody reverses this: pages know their addresses."""
        return str(value)


def below(request: HttpRequest, found: Found) -> HttpResponse:
    """Answer a request below a report type's page."""
    page = found.page
    if page.report_type is None:
        raise Http404
    return walk(request, Way(page.report_type, found.base, page.title, page), found.rest)
