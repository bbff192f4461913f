"""What the API promised stays: the document is held against the one that is kept in docs/api/."""

import copy
import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse

from config.api.openapi import document
from config.api.site import api
from tests.api.compatibility import promised, taken_away
from workflows.api.deprecation import deprecated

KEPT = Path(settings.BASE_DIR) / "docs/api/openapi-v1.json"


@pytest.fixture(scope="module")
def now():
    return document(api)


def test_the_document_takes_nothing_away(now):
    if os.environ.get("CONSTAT_WRITE_DOCS"):
        KEPT.write_text(json.dumps(promised(now), indent=1, sort_keys=True) + "\n", "utf-8")
    assert taken_away(json.loads(KEPT.read_text("utf-8")), now) == []


def changed(now, change):
    other = copy.deepcopy(now)
    change(other)
    return taken_away(now, other)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda new: new["paths"].pop("/api/v1/workflow"), "/api/v1/workflow"),
        (lambda new: new["paths"].pop("/api/v2/pages/{id}/"), "/api/v2/pages/{id}/"),
        (lambda new: new["paths"]["/api/v1/drafts"].pop("post"), "POST /api/v1/drafts"),
        (lambda new: new["components"]["schemas"]["SentOut"]["properties"].pop("due_on"), "due_on"),
        (lambda new: new["components"]["schemas"]["NewDraft"]["required"].append("language"), "language"),
        (
            lambda new: new["components"]["schemas"]["DeskItem"]["properties"]["version"].update(
                type="string"
            ),
            "version",
        ),
        (lambda new: new["paths"]["/api/v1/access"]["post"]["responses"].pop("200"), "200"),
        (lambda new: new["paths"]["/api/v1/desk/reports"]["get"]["parameters"].pop(2), "status"),
        (
            lambda new: new["paths"]["/api/v1/desk/reports"]["get"]["parameters"][2].update(required=True),
            "status",
        ),
    ],
)
def test_each_way_of_taking_away_is_seen(now, change, said):
    found = changed(now, change)
    assert any(said in line for line in found)


def test_adding_takes_nothing_away(now):
    def add(new):
        new["paths"]["/api/v1/new"] = {}
        new["components"]["schemas"]["SentOut"]["properties"]["more"] = {"type": "string"}

    assert changed(now, add) == []


def test_a_call_that_will_go_says_so():
    @deprecated(since=date(2027, 1, 1), until=date(2028, 1, 1), instead="/api/v1/new")
    def view(_request):
        return HttpResponse("{}")

    told = view(None)
    assert told["Deprecation"] == "@1798761600"
    assert told["Sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"
    assert told["Link"] == '</api/v1/new>; rel="successor-version"'
