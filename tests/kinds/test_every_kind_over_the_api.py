"""Every kind over the API in both languages, then in the copy, the table and the transfer of one report."""

import csv
import json

import pytest
from django.test import Client
from lxml import etree

from pdf.render import typeset
from tests.api.calls import Api, problem
from tests.conftest import publish, sign_in
from tests.kinds.form import KINDS, NOT_SURE, OPTIONAL, UNSURE, form, key, normal
from tests.workflows.definition.every_kind import BY_KIND
from workflows.actions import approve_report, claim_report
from workflows.copies import copy_of
from workflows.models import Submission
from workflows.transfer_record import record_of

REQUIRED = [kind for kind in KINDS if kind not in OPTIONAL]
ROWS = {"items": [{"description": "Lamp", "value": "850.00"}]}


@pytest.fixture(params=["en", "fr"])
def draft(request, unit):
    """A client and the address of a draft in a language."""
    publish(form())
    api = Api(Client(), language=request.param)
    told = api.post("drafts", {"report_type": "theft", "language": request.param}).json()
    return api.by(told["token"]), f"drafts/{told['id']}"


def errors(told, code):
    return {each["path"] for each in told.json()["errors"] if each["code"] == code and each["message"]}


def test_each_that_is_missing_is_named(draft):
    client, at = draft
    told = client.patch(at, {"answers": {}})
    assert errors(told, "required") >= {f"/{key(kind)}" for kind in REQUIRED}
    problem(client.post(f"{at}/submission", {"declaration": True}), 422)


def test_each_that_is_refused_is_named_by_its_code(draft):
    client, at = draft
    told = client.patch(at, {"answers": {key(kind): BY_KIND[kind].refused for kind in KINDS}})
    for kind in KINDS:
        found = errors(told, BY_KIND[kind].code)
        assert any(path.startswith(f"/{key(kind)}") for path in found), kind


def test_not_sure_is_taken_where_it_is_offered(draft):
    client, at = draft
    unsure = {key(kind): NOT_SURE for kind in UNSURE} | {key("yes_no"): "not_sure"}
    told = client.patch(at, {"answers": {**normal(), **ROWS, **unsure}})
    assert told.json()["errors"] == []
    assert client.post(f"{at}/submission", {"declaration": True}).status_code == 201


def test_what_people_write_comes_back_in_its_normal_form(draft):
    client, at = draft
    written = {key(kind): BY_KIND[kind].written for kind in REQUIRED}
    told = client.patch(at, {"answers": {**written, **ROWS, "total": "9999999.00"}}).json()
    assert told["errors"] == []
    assert {each: told["answers"][each] for each in normal()} == normal()
    assert told["answers"].get("total") in {None, "850.00"}


@pytest.fixture
def report(unit, noor, offence, photo):
    """A report with an answer of every kind and a photo, sent over the API and approved."""
    publish(form())
    begun = (api := Api(Client())).post("drafts", {"report_type": "theft"}).json()
    client, at = api.by(begun["token"]), f"drafts/{begun['id']}"
    assert client.upload(f"{at}/attachments", photo, "lamp.jpg", question=key("file")).status_code == 201
    client.patch(at, {"answers": {**normal(), **ROWS}})
    sent = client.post(f"{at}/submission", {"declaration": True}).json()
    opened = {"number": sent["temporary_number"], "code": sent["access_code"]}
    follower = api.by(api.post("access", opened).json()["token"])
    assert follower.get(f"reports/{sent['temporary_number']}").json()["status"] == "submitted"
    found = Submission.objects.get(temporary_number=sent["temporary_number"])
    found = claim_report(found, by=noor, seen=found.version)
    return approve_report(found, by=noor, seen=found.version, offence=offence)


def test_each_is_in_the_copy_the_table_and_the_transfer(report, client, ada):
    html, _pictures = typeset("pdf/official.html", {"copy": copy_of(report, "official")}, language="en")
    copy = " ".join("".join(etree.HTML(html).find("body").itertext()).split())
    table = sign_in(client, ada).get("/desk/reports.csv?type=theft&state=approved")
    content = b"".join(table.streaming_content).decode("utf-8-sig")
    (line,) = csv.DictReader(content.splitlines(keepends=True))
    answers = json.loads(record_of(report, key="key", pdf=None, at=report.approved_at).full_answers)[
        "answers"
    ]
    for kind in REQUIRED:
        for shown in BY_KIND[kind].english.splitlines():
            assert " ".join(shown.split()) in copy, kind
        assert any(name.partition(".")[0] == key(kind) and text for name, text in line.items()), kind
        assert answers[key(kind)] == BY_KIND[kind].normal, kind
    assert line["total"] == answers["total"] == "850.00"
    assert "lamp.jpg" in copy
