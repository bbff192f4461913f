"""The open report types, as the API lists them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from forms.listing import open_types
from forms.models import ReportTypePage
from workflows.models import ReportType


def test_lists_title_address_and_version_in_the_language_asked_for(theft_page: ReportTypePage) -> None:
    (listed,) = open_types("fr")
    version = theft_page.version
    assert version is not None
    assert listed["title"] == "Vol"
    assert listed["url"].endswith("/fr/report/vol/")
    assert listed["languages"] == ["en", "fr"]
    assert listed["definition"] == {
        "digest": version.digest,
        "number": 1,
        "href": f"/api/v1/definitions/{version.digest}",
    }


def test_lists_none_that_is_closed_or_taken_down(
    theft_page: ReportTypePage, damage_page: ReportTypePage
) -> None:
    ReportType.objects.filter(key="theft").update(closes_at=now() - timedelta(days=1))
    damage_page.unpublish()
    assert [each["key"] for each in open_types("en")] == ["damage"]
    ReportTypePage.objects.get(pk=damage_page.twins.get().pk).unpublish()
    assert open_types("en") == []


@pytest.mark.usefixtures("theft_page")
def test_asks_the_database_as_often_for_two_as_for_one(
    request: pytest.FixtureRequest, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        open_types("en")
    request.getfixturevalue("damage_page")
    with django_assert_max_num_queries(8):
        assert len(open_types("en")) == 2
