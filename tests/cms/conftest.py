"""The demo's site with one matter in it, and the page cache turned on where a test asks for it."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from wagtail.models import Locale

from cms.demo import build_site
from cms.models import ListedPage, ListPage
from cms.page_cache import store


@pytest.fixture
def site(db: None) -> None:
    """The pages of the demo in both languages, with bicycle theft as the one matter."""
    build_site()
    english = add_matter("en", "Bicycle theft", "Your bicycle is gone.")
    add_matter("fr", "Vol de vélo", "Votre vélo a disparu.", translation_key=english.translation_key)


def add_matter(language: str, title: str, summary: str, **fields: object) -> ListedPage:
    """Add a matter to the list of a language."""
    locale = Locale.objects.get(language_code=language)
    page = ListedPage(title=title, summary=summary, icon="bike", minutes=8, locale=locale, **fields)
    return ListPage.objects.get(locale=locale).add_child(instance=page)


@pytest.fixture
def cached(settings: Settings) -> Iterator[None]:
    """The page cache, on and empty."""
    settings.PAGE_CACHE_SECONDS = 300
    store.clear()
    yield
    store.clear()
