"""Whatever cannot be answered is a problem document, and never a 500."""

import json

import pytest
from django.http import HttpResponse

from config.api.gate import ApiGate
from tests.api.calls import problem
from tests.definitions import ANSWERS


@pytest.mark.parametrize(
    "path", ["nothing", "workflow/", "drafts/", "definitions/abc", "vocabularies/secrets", "a%00b", "reports"]
)
def test_an_unknown_address_is_a_problem_and_no_page(api, path):
    assert problem(api.get(path), 404)["code"] == "not_found"


def test_a_method_that_is_not_there_says_which_are(api):
    told = api.call("delete", "drafts")
    problem(told, 405)
    assert "POST" in told["Allow"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 1000 + b"1" + b"}" * 1000,
        b'{"report_type": NaN}',
        b'{"report_type": 1e999}',
        b"1" * 5000,
        b"null",
        b"[]",
        b'"text"',
        b'{"report_type": "\\ud800"}',
        b'{"report_type": "\\u0000"}',
        b'{"report_type": {}}',
        b'{"report_type": "theft", "language": "de"}',
        b'{"report_type": "nothing"}',
    ],
)
def test_a_body_that_makes_no_sense_is_refused(api, theft_type, body):
    told = api.post("drafts", body)
    assert told.status_code in {400, 422}
    problem(told, told.status_code)


@pytest.mark.parametrize(
    "answers",
    [
        {"story": "\ud800"},
        {"story": "\x00"},
        {"\ud800": 1, "\x00": 2},
        {"story": json.loads("[" * 50 + "]" * 50)},
        {"items": [{"kind": "\ud800"}, 3]},
        {"items": {"a": 1}},
        {"photos": ["not-a-file"]},
        {"story": 10**400},
        {"incident_time": {"precision": "about", "from": "2026-13-45T99:99", "zone": "Nowhere"}},
        {},
    ],
)
def test_answers_of_any_form_are_taken_and_named(begun, answers):
    told = begun.api.patch(begun.at, {"answers": answers})
    assert told.status_code == 200
    assert told.json()["errors"]
    assert begun.api.get(begun.at).status_code == 200


@pytest.mark.parametrize("body", [{"answers": []}, {"answers": None}, {"answers": "x"}, {}])
def test_answers_are_an_object(begun, body):
    assert problem(begun.api.patch(begun.at, body), 422)["errors"][0]["path"] == "/answers"


def test_a_body_that_is_too_large_is_refused_before_it_is_read(begun, settings):
    settings.API_BODY_MAX_BYTES = 2000
    assert problem(begun.api.patch(begun.at, b" " * 3000), 413)["code"] == "too_large"


def test_a_body_that_is_not_json_is_of_the_wrong_type(begun):
    headers = {"authorization": f"Bearer {begun.api.token}"}
    form = begun.api.client.post("/api/v1/drafts", {"report_type": "theft"}, headers=headers)
    problem(form, 415)
    photo = begun.api.post(f"{begun.at}/attachments", {"file": "x"})
    problem(photo, 415)


def test_problems_speak_the_language_asked_for(api):
    french = problem(api.get("nothing?language=fr"), 404)
    english = problem(api.get("nothing", accept_language="de, en;q=0.5"), 404)
    assert english["title"] == "Not found"
    assert french["errors"] == english["errors"] == []
    assert api.get("nothing?language=fr")["Content-Language"] == "fr"


def test_a_query_that_no_database_takes_is_refused(api):
    problem(api.get("vocabularies/units?q=%00"), 400)


def test_what_the_framework_says_is_a_problem_too(api):
    problem(api.client.get("/api/v1/workflow", headers={"host": "somewhere.else.example"}), 400)


def test_no_call_sets_a_cookie(api, begun, noor, signed_in):
    begun.api.patch(begun.at, {"answers": ANSWERS})
    assert not api.client.cookies
    assert not signed_in(noor).get("/api/v1/desk/reports").cookies


def test_a_body_in_chunks_needs_its_length(rf):
    request = rf.post("/api/v1/drafts", headers={"transfer-encoding": "chunked"})
    del request.META["CONTENT_LENGTH"]
    problem(ApiGate(lambda _request: HttpResponse())(request), 411)
