"""The OpenAPI document: whole, with an example for everything, and true of what is answered."""

import os
from contextlib import contextmanager

import jsonschema
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.definitions import ANSWERS
from workflows.models import Submission

CHECKS = (
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)
EXAMPLES = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 3
DOCUMENT = "/api/v1/openapi.json"
CALLS = {
    "GET start",
    "GET workflow",
    "GET vocabularies/{name}",
    "GET report-types",
    "GET definitions/{digest}",
    "GET definitions/{digest}/answers.schema.json",
    "POST drafts",
    "GET drafts/{draft_id}",
    "PATCH drafts/{draft_id}",
    "POST drafts/resume",
    "POST drafts/{draft_id}/attachments",
    "DELETE drafts/{draft_id}/attachments/{attachment_id}",
    "POST drafts/{draft_id}/submission",
    "POST access",
    "GET reports/{number}",
    "POST reports/{number}/answers",
    "POST reports/{number}/messages",
    "POST reports/{number}/supplements",
    "POST reports/{number}/withdrawal",
    "GET reports/{number}/copies/unofficial.pdf",
    "GET reports/{number}/copies/official.pdf",
    "GET desk/reports",
    "GET desk/reports/{number}",
    "GET desk/reports/{number}/workflow",
    "POST desk/reports/{number}/workflow/{action}",
    "GET transfers",
    "GET transfers/{transfer_id}",
    "POST transfers/{transfer_id}/receipt",
    "POST feedback",
    "GET feedback",
    *(
        f"GET /api/v2/{kind}/{way}"
        for kind in ("pages", "images", "documents")
        for way in ("", "{id}/", "find/")
    ),
    *(f"GET /api/v2/{name}/" for name in ("menus", "notices", "redirects", "search", "preview")),
}


@pytest.fixture
def document(api):
    return api.get(DOCUMENT).json()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path.removeprefix('/api/v1/') or 'start'}", operation


def test_every_call_of_the_contract_is_in_the_document(document):
    assert document["openapi"].startswith("3.1")
    assert {name for name, _operation in operations(document)} >= CALLS


def test_every_operation_says_what_it_answers_and_every_problem_has_an_example(document):
    for name, operation in operations(document):
        assert operation["summary"], name
        assert operation["description"], name
        assert any(
            int(status) < (400 if name.endswith("/find/") else 300) for status in operation["responses"]
        ), name
        for status, response in operation["responses"].items():
            if int(status) >= 400 and "Content" in operation["tags"]:
                assert response["content"]["application/json"]["example"]["message"], name
            elif int(status) >= 400:
                told = response["content"]["application/problem+json"]["example"]
                assert (told["status"], bool(told["detail"])) == (int(status), True), name


def test_the_examples_of_bodies_are_of_their_form(document):
    for name, operation in operations(document):
        for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
            if media_type == "application/json" and "$ref" in content["schema"]:
                schema = {**content["schema"], "components": document["components"]}
                assert "example" in content, name
                jsonschema.Draft202012Validator(schema).validate(content["example"])


@contextmanager
def connection_stays_open():
    """As Django's own test client does it: a request does not close the test's connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def test_every_call_answers_as_the_document_says(api, follower, number, staff, noor, cleo, pat):
    draft = api.post("drafts", {"report_type": "theft"}).json()
    api.by(draft["token"]).patch(f"drafts/{draft['id']}", {"answers": ANSWERS})
    digest = Submission.objects.get(temporary_number=number).form_version.digest
    known = {"draft_id": draft["id"], "number": number, "digest": digest, "name": "units", "action": "claim"}
    keys = {
        "drafts": draft["token"],
        "reports": follower.token,
        "desk": staff(noor).token,
        "transfers": staff(cleo).token,
        "feedback": staff(pat).token,
    }
    with connection_stays_open():
        schema = schemathesis.openapi.from_wsgi(DOCUMENT, get_wsgi_application())
        for each in schema.get_all_operations():
            for mode in GenerationMode:
                try_out(each.ok(), mode, known, keys)


def try_out(operation, mode, known, keys):
    """Call one operation with what its schema allows, and with real ids and tokens in half of the calls."""

    @settings(
        max_examples=1 if operation.path.endswith(".pdf") else EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case):
        here = case.path.removeprefix("/api/v1/").split("/")[0]
        headers = {"Authorization": f"Bearer {keys[here]}"} if here in keys else {}
        for name in case.path_parameters or {}:
            if name in known and len(str(case.path_parameters[name])) % 2 == 0:
                case.path_parameters[name] = known[name]
        case.call_and_validate(headers=headers, checks=CHECKS)

    call()
