"""Report types as pages: the tree they stand in, and one that is published."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, ListPage, PrivacyNotice
from forms.models import ReportTypePage
from forms.portable import create_type
from tests.definitions import both, theft
from tests.worlds import make_here, world
from workflows.models import ReviewPolicy

SLUGS = {"en": "theft", "fr": "vol"}


@world("with_lists")
def make_lists() -> None:
    """The list of matters in each language, below a home page that is a site's root, and the privacy notice."""
    root = Page.objects.get(depth=1)
    english, _made = Locale.objects.get_or_create(language_code="en")
    french, _made = Locale.objects.get_or_create(language_code="fr")
    home = root.add_child(instance=HomePage(title="What happened?", slug="start", locale=english))
    list_page = home.add_child(instance=ListPage(title="All matters", slug="report", locale=english))
    accueil = home.copy_for_translation(french)
    liste = list_page.copy_for_translation(french)
    for pk in (accueil.pk, liste.pk):
        Page.objects.get(pk=pk).get_latest_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": home, "site_name": "Constat"}
    )
    words = theft()["privacy"]
    texts = {
        f"{name}_{code}": text for name, by in words.items() if name != "phone" for code, text in by.items()
    }
    PrivacyNotice.objects.create(key="reports", phone=words["phone"], **texts)


@world("with_theft", inside="with_lists")
def make_theft() -> None:
    """The theft of `tests.definitions`, published in both languages."""
    publish_type(theft(), SLUGS)


def _lists() -> dict[str, ListPage]:
    return {page.locale.language_code: page for page in ListPage.objects.select_related("locale")}


def publish_type(body: dict[str, Any], slugs: Mapping[str, str]) -> ReportTypePage:
    """Make a published report type from a definition, below the lists."""
    policy = ReviewPolicy.objects.get(key="standard")
    notice = PrivacyNotice.objects.get(key="reports")
    return create_type(_lists(), body, slugs=slugs, icon="bike", policy=policy, privacy_notice=notice)


@pytest.fixture
def with_lists(db: None) -> None:
    """Ask for the lists (tests/worlds.py)."""
    make_here("with_lists")
    Site.clear_site_root_paths_cache()


@pytest.fixture
def with_theft(with_lists: None) -> None:
    """Ask for the report type as well."""
    make_here("with_theft")


@pytest.fixture
def lists(with_lists: None) -> dict[str, ListPage]:
    """The list of matters in each language, below a home page that is a site's root."""
    return _lists()


@pytest.fixture
def privacy_notice(with_lists: None) -> PrivacyNotice:
    """The notice whose words `tests.definitions` has."""
    return PrivacyNotice.objects.get(key="reports")


@pytest.fixture
def make_type(with_lists: None) -> Callable[..., ReportTypePage]:
    """Make a published report type from a definition."""

    def make(body: dict[str, Any], slugs: Mapping[str, str] = SLUGS) -> ReportTypePage:
        return publish_type(body, slugs)

    return make


@pytest.fixture
def theft_page(with_theft: None) -> ReportTypePage:
    """The theft of `tests.definitions`, published in both languages."""
    return ReportTypePage.objects.get(key="theft", locale__language_code="en")


@pytest.fixture
def damage_page(make_type: Callable[..., ReportTypePage]) -> ReportTypePage:
    """A second report type."""
    titles = {"title": both("Damage", "Dommages"), "summary": both("Something was damaged.")}
    return make_type(theft(key="damage", **titles), {"en": "damage", "fr": "dommages"})


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are in English, whatever language a test before this one looked at pages in."""
    with translation.override("en"):
        yield
