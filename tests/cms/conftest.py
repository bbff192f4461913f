"""The demo's site with one matter in it, and the page cache turned on where a test asks for it."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from wagtail.models import Locale, Site

from cms.demo import build_pages, build_site
from cms.models import ListedPage, ListPage
from cms.page_cache import store
from tests.worlds import make_here, world


@world("site")
def make_site() -> None:
    """The pages of the demo in both languages, with bicycle theft as the one matter."""
    build_site()
    english = add_matter("en", "Bicycle theft", "Your bicycle is gone.")
    add_matter("fr", "Vol de vélo", "Votre vélo a disparu.", translation_key=english.translation_key)
    build_pages({"bicycle-theft": english})


@pytest.fixture
def site(db: None) -> None:
    """Ask for the pages of the demo (tests/worlds.py)."""
    make_here("site")
    Site.clear_site_root_paths_cache()


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
