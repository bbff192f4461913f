"""Steps are found without asking the page tree, and never on a page that is not there any more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from forms.models import ReportTypePage
from tests.forms.walking import Camille


@pytest.fixture
def remembering(settings: Settings) -> None:
    """The memory of pages, on."""
    settings.PAGE_CACHE_SECONDS = 300


@pytest.mark.django_db(transaction=True)
def test_a_step_asks_for_no_page_and_follows_what_editors_do(
    remembering: None, camille: Camille, theft_page: ReportTypePage
) -> None:
    page = camille.begin()
    camille.get("story/")
    with CaptureQueriesContext(connection) as asked:
        camille.get("story/")
    assert not [each for each in asked.captured_queries if 'FROM "wagtailcore_page"' in each["sql"]]
    theft_page.unpublish()
    assert camille.get("begin/?new=1").status == 404
    assert camille.fill(page, more={"incident_place-street": "510 Main Street"}).status == 200
