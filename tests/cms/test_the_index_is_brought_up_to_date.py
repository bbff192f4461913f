"""A deployment makes the index of the search anew where it is out of date, and leaves it where it is not."""

from pathlib import Path

import pytest
from wagtail.search import index
from wagtail.search.models import IndexEntry

from cms.models import InformationPage
from config.search_index import bring_up_to_date


@pytest.fixture
def stamp(site: None, tmp_path: Path) -> Path:
    """Where it is kept which code the index is of."""
    kept = tmp_path / ".indexed"
    bring_up_to_date(kept)
    return kept


def test_an_index_that_is_right_is_left(stamp: Path) -> None:
    before = sorted(IndexEntry.objects.values_list("pk", flat=True))
    assert not bring_up_to_date(stamp)
    assert sorted(IndexEntry.objects.values_list("pk", flat=True)) == before


def test_code_that_indexes_something_else_makes_it_anew(stamp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        InformationPage, "search_fields", [*InformationPage.search_fields, index.FilterField("featured")]
    )
    assert bring_up_to_date(stamp)
    assert not bring_up_to_date(stamp)


def test_a_page_that_is_not_in_it_is_found_again(stamp: Path) -> None:
    page = InformationPage.objects.get(slug="contact")
    IndexEntry.objects.filter(object_id=str(page.pk)).delete()
    assert not InformationPage.objects.filter(pk=page.pk).search("Contact").count()
    assert bring_up_to_date(stamp)
    assert InformationPage.objects.filter(pk=page.pk).search("Contact").count() == 1
