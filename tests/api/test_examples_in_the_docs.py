"""The examples of docs/api/ are calls that were made: `CONSTAT_WRITE_DOCS=1` writes them anew."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.api.recording import Recorder
from tests.definitions import ANSWERS

PAGE = Path(settings.BASE_DIR) / "docs/api/examples.md"
INTRODUCTION = """# The API by example

For developers of clients. This is one report, from the first call to approval, as the tests made it; lists are cut to
two items, and tokens, numbers and times are always the same here. [README.md](README.md) explains the rules behind it.
Written by `CONSTAT_WRITE_DOCS=1 .venv/bin/pytest tests/api/test_examples_in_the_docs.py`."""


@pytest.fixture
def page(api, theft_type, staff, noor, sol, photo):
    record = Recorder(api)
    record.say(INTRODUCTION)
    report(record, photo)
    sent = send(record)
    follow(record, sent)
    review(record, sent, staff(noor).token)
    search(record, sent, staff(noor).token)
    be_told(record, staff(sol, "webhooks").token)
    return record.page()


def report(record, photo):
    record.say(
        "## Begin a draft\n\nThe list of open types and their versions is at `GET /api/v1/report-types`."
    )
    record.draft = record.call("POST", "drafts", {"report_type": "theft", "language": "en"}).json()
    token, at = record.draft["token"], f"drafts/{record.draft['id']}"
    record.say(
        "## Save answers\n\nWhat is not valid is kept too, and named with all else that still blocks sending."
    )
    first = {"answers": {"in_danger": "no", "email": "camille@"}}
    saved = record.call("PATCH", at, first, by="draft", token=token)
    record.say("With `If-Match`, nothing is overwritten that you have not read.")
    etag = saved["ETag"]
    record.api.by(token).patch(at, {"answers": {"email": "camille@example.org"}})
    change = {"answers": {"email": "c@example.org"}}
    record.call("PATCH", at, change, by="draft", token=token, if_match=etag)
    record.say("## Add a photo")
    record.upload(f"{at}/attachments", photo, token=token, question="photos")


def send(record):
    token, at = record.draft["token"], f"drafts/{record.draft['id']}"
    record.say("## Send\n\nWhile something is missing, the report is not sent.")
    record.call("POST", f"{at}/submission", {"declaration": True}, by="draft", token=token)
    record.say("The same key again, within a day, gives the same answer: a lost line loses nothing.")
    record.call("PATCH", at, {"answers": ANSWERS}, by="draft", token=token)
    key = "8e03978e-40d5-43dd-bc93-6894a57f9324"
    asked = {"by": "draft", "token": token, "idempotency_key": key}
    return record.call("POST", f"{at}/submission", {"declaration": True}, **asked).json()


def follow(record, sent):
    record.say("## Follow\n\nNumber and code open the report for an hour.")
    opened = {"number": sent["temporary_number"], "code": sent["access_code"]}
    record.token = record.call("POST", "access", opened).json()["token"]
    record.say("Whatever does not fit is one and the same answer.")
    record.call("POST", "access", {**opened, "code": "0000-0000-0000-0000"})
    here = f"reports/{sent['temporary_number']}"
    record.call("GET", here, by="report", token=record.token)
    record.call("POST", f"{here}/messages", {"text": "I found the receipt."}, by="report", token=record.token)
    record.say("The official copy is there after approval, in a moment.")
    record.call("GET", f"{here}/copies/official.pdf", by="report", token=record.token)


def review(record, sent, token):
    record.say("## Review\n\nStaff call with a token of `manage.py api_token`.")
    here = f"desk/reports/{sent['temporary_number']}/workflow"
    record.call("GET", "desk/reports?status=submitted", by="staff", token=token)
    record.call("POST", f"{here}/claim", {"version": 1}, by="staff", token=token)
    record.say("Who saw an older version is told the current one.")
    record.call("POST", f"{here}/approve", {"version": 1, "offence": "2140"}, by="staff", token=token)
    record.say("What an action needs and does not get is named.")
    record.call("POST", f"{here}/reject", {"version": 2}, by="staff", token=token)
    asked = {"version": 2, "questions": ["story"], "text": "When did you come back?"}
    record.call("POST", f"{here}/request_information", asked, by="staff", token=token)
    answers = {"answers": {"story": "I came back at five."}}
    at = f"reports/{sent['temporary_number']}/answers"
    record.call("POST", at, answers, by="report", token=record.token)
    record.call("POST", f"{here}/approve", {"version": 4, "offence": "2140"}, by="staff", token=token)


def search(record, sent, token):
    record.say(
        "## Build a search of your own\n\nThe filters are described, with titles in the language asked for."
    )
    record.call("GET", "desk/filters", by="staff", token=token)
    record.call("GET", "desk/reports?status=approved&type=theft", by="staff", token=token)
    record.say("What is not described is refused, and named.")
    record.call("GET", "desk/reports?colour=green", by="staff", token=token)
    record.say("One request gives a report with chosen parts; each is what its own address gives.")
    at = f"desk/reports/{sent['temporary_number']}?expand=workflow"
    record.call("GET", at, by="staff", token=token)


def be_told(record, token):
    record.say(
        "## Be told\n\nA webhook is told of changes with ids only; [webhooks.md](webhooks.md) shows how to check its"
        " signature. The secret is shown once."
    )
    asked = {"name": "Web site", "url": "https://site.example/hooks", "kinds": ["report.status_changed"]}
    made = record.call("POST", "webhooks", asked, by="staff", token=token).json()
    record.call("GET", f"webhooks/{made['id']}/deliveries", by="staff", token=token)


def test_the_examples_in_the_docs_are_what_is_answered(page):
    if os.environ.get("CONSTAT_WRITE_DOCS"):
        PAGE.write_text(page, "utf-8")
    assert page == PAGE.read_text("utf-8"), (
        "Write them anew with CONSTAT_WRITE_DOCS=1, and look at what changed."
    )
