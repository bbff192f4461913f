"""One network address begins so many drafts in an hour; what was typed past that is not lost."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.forms.walking import Camille
from workflows.models import Submission


@pytest.fixture(autouse=True)
def _one_an_hour(settings: Any) -> None:
    cache.clear()
    settings.DRAFTS_PER_ADDRESS = 1


def test_past_the_limit_it_says_when_and_keeps_what_was_typed(camille: Camille, elsewhere: Camille) -> None:
    camille.begin()
    page = elsewhere.begin()
    assert page.status == 429
    assert int(page.response["Retry-After"]) <= 3600
    assert "you can begin yours" in page.text
    assert page.value("in_danger") == "no"
    assert Submission.objects.count() == 1


def test_the_same_button_goes_on_once_there_is_room(
    camille: Camille, elsewhere: Camille, settings: Any
) -> None:
    camille.begin()
    page = elsewhere.begin()
    settings.DRAFTS_PER_ADDRESS = 2
    page = elsewhere.fill(page)
    assert page.url.endswith("/place/")
    assert Submission.objects.latest("pk").answers["in_danger"] == "no"


def test_a_draft_that_is_open_is_not_counted_again(camille: Camille) -> None:
    page = camille.begin()
    assert camille.fill(page).status == 200


def test_browsers_and_the_api_share_the_limit(camille: Camille) -> None:
    camille.begin()
    body = {"report_type": "theft", "language": "en"}
    response = Client().post("/api/v1/drafts", body, content_type="application/json")
    assert response.status_code == 429
