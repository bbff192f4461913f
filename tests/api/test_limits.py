"""How often one may call: said in every answer, and refused with how long to wait."""

import pytest
from django.core.cache import caches

from tests.api.calls import problem


@pytest.fixture(autouse=True)
def nothing_counted():
    caches["limits"].clear()


def test_every_answer_says_what_is_left(api, settings):
    settings.API_CALLS_PER_ADDRESS = 5
    first, second = api.get("workflow"), api.get("no-such-thing")
    assert first["RateLimit-Policy"] == '"address";q=5;w=60'
    assert first["RateLimit"].startswith('"address";r=4;t=')
    assert second["RateLimit"].startswith('"address";r=3;t=')


@pytest.mark.parametrize("path", ["/api/v1/workflow", "/api/v2/pages/"])
def test_past_the_limit_a_caller_is_told_how_long_to_wait(api, settings, path):
    settings.API_CALLS_PER_ADDRESS = 1
    assert api.get(path).status_code == 200
    refused = api.get(path)
    told = problem(refused, 429)
    assert told["code"] == "too_many_requests"
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["RateLimit"].startswith('"address";r=0;t=')


def test_a_token_has_a_limit_of_its_own(staff, noor, settings):
    settings.API_CALLS_PER_TOKEN = 1
    noors = staff(noor)
    answer = noors.get("desk/reports")
    assert answer["RateLimit"].startswith('"token";r=0;t=')
    assert '"address";' in answer["RateLimit"]
    assert problem(noors.get("desk/reports"), 429)["code"] == "too_many_requests"


def test_pages_are_not_counted(client, db, settings):
    settings.API_CALLS_PER_ADDRESS = 1
    assert [client.get("/healthz").has_header("RateLimit") for _call in range(3)] == [False] * 3
