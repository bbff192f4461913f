"""The examples of docs/api/video.md are calls that were made: `CONSTAT_WRITE_DOCS=1` writes them anew."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.api.recording import Recorder
from video.consent import VERSION

PAGE = Path(settings.BASE_DIR) / "docs/api/video.md"
INTRODUCTION = """# A call by example

For developers of clients. This is one call, from the invitation to its outcome, as the tests made it; lists are cut to
two items, and keys, numbers and times are always the same here. [../video.md](../video.md) is the contract behind it.
Written by `CONSTAT_WRITE_DOCS=1 .venv/bin/pytest tests/video/test_examples_in_the_docs.py`."""


@pytest.fixture
def page(api, report, desk, vic):
    record, staff = Recorder(api), desk(vic).token
    record.say(INTRODUCTION)
    call, key = begin(record, staff, report.temporary_number)
    wait(record, key, f"video/calls/{call}")
    finish(record, staff, f"desk/video/calls/{call}", report)
    return record.page()


def begin(record, staff, number):
    record.say("## Invite\n\nA member of staff invites; the link goes by mail, by text message, or is shown.")
    invite = {"kind": "now", "by": ["show"]}
    link = record.call("POST", f"desk/reports/{number}/video", invite, by="staff", token=staff).json()["link"]
    record.say("## Come in\n\nThe page posts what stands after the # once the person pressed the button.")
    body = {"token": link.partition("#")[2]}
    told = record.call("POST", "video/links", body).json()
    record.say("A link that was used, and any other that is none:")
    record.call("POST", "video/links", body)
    return told["call"], told["key"]


def wait(record, key, at):
    record.say("## Agree and wait\n\nRecording is asked apart; the text's version is in the call.")
    agreed = {"version": VERSION, "call": True, "recording": False}
    record.call("POST", f"{at}/consent", agreed, by="resident", token=key)
    record.api.by(key).post(f"{at}/check", {"camera": True, "microphone": True})
    record.call("POST", f"{at}/wait", {}, by="resident", token=key)
    record.call("GET", f"{at}/place", by="resident", token=key)
    record.say("## Say something\n\nThe same `id` again gives the same answer, and nothing doubles.")
    chat = {"id": "5b0f7a52-chat", "kind": "chat", "body": {"text": "The window is broken."}}
    record.call("POST", f"{at}/messages", chat, by="resident", token=key)


def finish(record, staff, at, report):
    record.say(
        "## Take the call\n\nOf two officers one wins; the other is told who. The report is claimed with it."
    )
    record.call("POST", f"{at}/take", {}, by="staff", token=staff)
    record.say("## End it with its outcome\n\nNothing else closes a call. `version` is the report's.")
    record.api.by(staff).post(f"{at}/give-back", {})
    record.api.by(staff).post(f"{at}/take", {})
    refused = {"version": 2, "outcome": "forensic", "reason": "Fresh tool marks."}
    record.call("POST", f"{at}/outcome", refused, by="staff", token=staff)
    record.api.by(staff).post(f"{at}/end", {})
    record.call("POST", f"{at}/outcome", refused | {"preserve": "The door."}, by="staff", token=staff)
    record.call("POST", f"{at}/dispatch", {"reference": "CAD 26-118204"}, by="staff", token=staff)


def test_the_examples_are_calls_that_were_made(page):
    if os.environ.get("CONSTAT_WRITE_DOCS"):
        PAGE.write_text(page)
    assert PAGE.read_text() == page
