"""The queue as CSV: for those who may export, safe to open, and in the history."""

import csv

import pytest

from tests.conftest import publish, sign_in
from tests.definitions import ANSWERS, question, step, theft
from workflows.drafts import begin_draft, save_answers
from workflows.models import Event
from workflows.submitting import submit_report


def table(response):
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(content.splitlines(keepends=True)))


@pytest.fixture
def export(client, ada):
    return lambda query="": sign_in(client, ada).get(f"/desk/reports.csv{query}")


def test_gives_each_report_that_the_filters_find(submitted_report, export):
    assert [row["number"] for row in table(export())] == [submitted_report.temporary_number]
    assert table(export("?state=approved")) == []


def test_the_queue_leads_there_with_its_filters(submitted_report, client, ada, ravi):
    address = "/desk/?state=submitted"
    assert 'href="/desk/reports.csv?state=submitted"' in sign_in(client, ada).get(address).content.decode()
    assert "reports.csv" not in sign_in(client, ravi).get(address).content.decode()


def test_has_the_answers_of_a_type_that_was_chosen(submitted_report, export):
    (row,) = table(export("?type=theft"))
    assert row["first_name"] == "Camille"
    assert "Green city bicycle" in row["items"]
    assert row["photos"] == ""


def test_no_cell_is_a_formula(theft_type, export):
    draft = save_answers(begin_draft(theft_type, language="en"), {**ANSWERS, "first_name": "=HYPERLINK(A1)"})[
        0
    ]
    submit_report(draft, declaration=True, key="k")
    (row,) = table(export("?type=theft"))
    assert row["first_name"] == "'=HYPERLINK(A1)"


def test_a_consent_reads_as_the_api_writes_it(unit, export):
    asked = step("one", question("agrees", "consent"), question("note", "short_text", required=False))
    draft = begin_draft(publish(theft(steps=[asked])), language="en")
    submit_report(save_answers(draft, {"agrees": True})[0], declaration=True, key="k")
    assert table(export("?type=theft"))[0]["agrees"] == "true"


def test_is_an_event_that_names_no_search(submitted_report, ada, export):
    export("?state=submitted&q=Camille")
    event = Event.objects.get(kind="exported")
    assert event.actor == ada
    assert event.data["state"] == "submitted"
    assert "Camille" not in str(event.data)


def test_is_not_for_who_may_only_review(submitted_report, client, noor):
    assert sign_in(client, noor).get("/desk/reports.csv").status_code != 200
    assert not Event.objects.filter(kind="exported").exists()
