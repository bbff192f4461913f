"""Where a client begins: the agency, the limits, the lists."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from cms.models import Notice
from tests.api.calls import problem
from workflows.transitions import ACTIONS


def test_the_start_leads_everywhere(api):
    told = api.get("/api/v1/").json()
    assert {"languages", "agency", "limits", "report_types", "notices", "maintenance", "links"} <= set(told)
    assert told["languages"] == ["en", "fr"]
    assert told["limits"]["wrong_codes"] == 10
    for link in told["links"].values():
        assert link.startswith("/")
    assert api.get(told["links"]["openapi"]).status_code == 200


def test_notices_are_told_in_the_language_asked_for(api):
    at = now()
    Notice.objects.create(title_en="Storm", title_fr="Tempête", starts=at - timedelta(hours=1))
    assert api.get("/api/v1/?language=fr").json()["notices"][0]["title"] == "Tempête"


def test_the_workflow_is_the_state_table(api):
    told = api.get("workflow").json()
    assert [action["name"] for action in told["actions"]] == list(ACTIONS)
    assert len(told["states"]) == 8
    approve = next(action for action in told["actions"] if action["name"] == "approve")
    assert (approve["from"], approve["to"]) == (["under_review"], "approved")
    assert approve["needs"][0]["vocabulary"] == "offence-codes"
    assert approve["guards"]


@pytest.mark.parametrize("name", ["offence-codes", "rejection-reasons", "units", "report-types", "statuses"])
def test_vocabularies_are_lists_of_tokens_and_titles(api, theft_type, name):
    items = api.get(f"vocabularies/{name}").json()["items"]
    assert items
    assert all(set(item) == {"token", "title"} and item["title"] for item in items)


def test_a_vocabulary_is_narrowed_by_words(api):
    found = api.get("vocabularies/offence-codes?q=theft").json()["items"]
    assert {"2140"} <= {item["token"] for item in found}
    assert [item["token"] for item in api.get("vocabularies/offence-codes?q=2140").json()["items"]] == [
        "2140"
    ]
    assert api.get("vocabularies/offence-codes?q=zzzz").json() == {"items": [], "next": None}


def test_another_site_may_call_only_when_it_is_named(api, settings):
    ask = {"origin": "https://map.example", "access_control_request_method": "POST"}
    problem(api.call("options", "drafts", **ask), 405)
    settings.API_CORS_ORIGINS = ["https://map.example"]
    told = api.call("options", "drafts", **ask)
    assert told["Access-Control-Allow-Origin"] == "https://map.example"
    assert "Access-Control-Allow-Credentials" not in told
    assert "Access-Control-Allow-Origin" not in api.get("workflow", origin="https://other.example")


@pytest.mark.parametrize("path", ["workflow", "/api/v2/pages/", "/api/v2/pages/no-such-page/"])
def test_the_page_of_a_named_site_may_read_answers_and_their_headers(api, settings, path):
    settings.API_CORS_ORIGINS = ["https://map.example"]
    told = api.get(path, origin="https://map.example")
    assert told["Access-Control-Allow-Origin"] == "https://map.example"
    assert {"ETag", "Location", "RateLimit", "Retry-After", "Idempotency-Replayed"} <= set(
        told["Access-Control-Expose-Headers"].split(", ")
    )
    assert "Origin" in told["Vary"]


@pytest.mark.parametrize("header", ["If-Match", "If-None-Match", "Idempotency-Key", "Authorization"])
def test_a_page_may_send_what_the_api_reads(api, settings, header):
    settings.API_CORS_ORIGINS = ["*"]
    told = api.call("options", "/api/v2/pages/", origin="null", access_control_request_headers=header.lower())
    assert told["Access-Control-Allow-Origin"] == "null"
    assert header in told["Access-Control-Allow-Headers"].split(", ")
