"""The sitemap: every public page, with its twins in the other languages."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from wagtail.models import Page


@dataclass(frozen=True)
class Entry:
    """One page: where it is, when it last changed, and the same page by language."""

    location: str
    changed: datetime | None
    twins: list[tuple[str, str]]


def sitemap_of(request: HttpRequest) -> Iterator[Entry]:
    """Yield an entry for each live public page of the site."""
    pages = list(Page.objects.live().public().filter(depth__gt=1).select_related("locale").order_by("path"))
    addresses = {page.pk: page.get_url(request) for page in pages}
    twins: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for page in pages:
        if addresses[page.pk]:
            absolute = request.build_absolute_uri(addresses[page.pk])
            twins[page.translation_key].append((page.locale.language_code, absolute))
    for page in pages:
        if addresses[page.pk]:
            location = request.build_absolute_uri(addresses[page.pk])
            yield Entry(location, page.last_published_at, sorted(twins[page.translation_key]))
