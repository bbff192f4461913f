"""Pages: the one in the default language and its twin, as the public sees them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, get_page_models

from cms.content import texts_of
from cms.translating.items import Item, Lines, Source

# Kinds of pages that have a place of their own on the map.
_apart: set[type[Page]] = set()


def pages_source(
    name: str, title: Any, models: Iterable[type[Page]] | None = None, *, order: int = 10
) -> Source:
    """Return the kind of texts that pages of some models are; without models, all that have no place of their own."""
    chosen = tuple(models or ())
    _apart.update(chosen)

    def of(page: Page) -> Item | None:
        source = page if page.locale_id == Locale.get_default().pk else _source_of(page)
        return item_of(name, source) if source is not None and belongs(source) else None

    def belongs(page: Page) -> bool:
        kind = page.specific_class
        return page.depth > 1 and (kind in chosen if chosen else kind not in _apart)

    def items() -> Iterator[Item]:
        pages = Page.objects.filter(locale=Locale.get_default(), depth__gt=1, live=True).order_by("path")
        return (item_of(name, page) for page in pages.specific() if belongs(page))

    return Source(name, title, items, chosen or tuple(get_page_models()), of, order)


def apart(model: type[Page]) -> None:
    """Leave pages of a model to whoever puts them on the map in another way."""
    _apart.add(model)


def item_of(kind: str, page: Page) -> Item:
    """Return a page as an item; a twin that is not public yet counts as missing."""
    twin = page.get_translations().first()
    fresh = twin.specific if twin is not None else None
    live = fresh if fresh is not None and fresh.live else None
    return Item(
        kind,
        f"page:{page.translation_key}",
        page.title,
        lines_of(page.specific),
        lines_of(live) if live else (),
        reverse("wagtailadmin_pages:edit", args=[twin.pk if twin else page.pk]),
        _gaps(twin),
        outdated=bool(live) and _is_outdated(page, live),
    )


def lines_of(page: Page) -> Lines:
    """Return the texts of a page, one line each."""
    return tuple(f"{label}: {words}" for label, words in texts_of(page))


def _gaps(twin: Page | None) -> Lines:
    if twin is None:
        return (_("There is no French page yet. “Translate” in the page's menu makes it."),)
    return () if twin.live else (_("The French page is not published."),)


def _is_outdated(source: Any, twin: Any) -> bool:
    """Whether the French that is public was written down before the English that is."""
    english, in_french = source.live_revision, twin.live_revision
    return bool(english and in_french and in_french.created_at < english.created_at)


def _source_of(page: Page) -> Page | None:
    return page.get_translations().filter(locale=Locale.get_default()).first()
