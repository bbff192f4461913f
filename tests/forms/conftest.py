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
from workflows.models import ReviewPolicy

SLUGS = {"en": "theft", "fr": "vol"}


@pytest.fixture
def lists(db: None) -> dict[str, ListPage]:
    """The list of matters in each language, below a home page that is a site's root."""
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
    Site.clear_site_root_paths_cache()
    return {"en": list_page, "fr": ListPage.objects.get(pk=liste.pk)}


@pytest.fixture
def privacy_notice(db: None) -> PrivacyNotice:
    """The notice whose words `tests.definitions` has."""
    words = theft()["privacy"]
    texts = {
        f"{name}_{code}": text for name, by in words.items() if name != "phone" for code, text in by.items()
    }
    return PrivacyNotice.objects.create(key="reports", phone=words["phone"], **texts)


@pytest.fixture
def make_type(
    lists: Mapping[str, ListPage], privacy_notice: PrivacyNotice, unit: Any
) -> Callable[..., ReportTypePage]:
    """Make a published report type from a definition."""
    policy = ReviewPolicy.objects.get(key="standard")

    def make(body: dict[str, Any], slugs: Mapping[str, str] = SLUGS) -> ReportTypePage:
        return create_type(
            lists, body, slugs=slugs, icon="bike", policy=policy, privacy_notice=privacy_notice
        )

    return make


@pytest.fixture
def theft_page(make_type: Callable[..., ReportTypePage]) -> ReportTypePage:
    """The theft of `tests.definitions`, published in both languages."""
    return make_type(theft())


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
