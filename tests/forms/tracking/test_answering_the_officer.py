"""Answering: only what the officer asked is open, and nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client

from tests.forms.walking import Camille, Page, photo
from workflows.actions import request_information
from workflows.models import Submission
from workflows.submitting import Sent


@pytest.fixture
def asked(report_under_review: Submission, noor: Any) -> Submission:
    """Noor asks for the items and for photos."""
    text = "Which colour is the phone?"
    return request_information(
        report_under_review,
        by=noor,
        seen=report_under_review.version,
        questions=["items", "photos"],
        text=text,
    )


@pytest.fixture
def browser(client: Client, asked: Submission, sent: Sent) -> Camille:
    """Camille's browser, with the report open."""
    browser = Camille(client)
    browser.fill(browser.get("/en/track/"), number=sent.temporary_number, code=sent.access_code)
    return browser


def test_what_we_ask_stands_first(browser: Camille) -> None:
    page = browser.get("/en/track/report/")
    assert "Which colour is the phone?" in page.text
    assert page.text.index("Which colour") < page.text.index("Where it stands")


def test_only_the_named_questions_are_open(browser: Camille) -> None:
    page = browser.get("/en/track/report/answer/")
    assert page.has("items-0-description")
    assert not page.has("story")


def test_the_answers_hand_the_report_back(browser: Camille) -> None:
    page = browser.get("/en/track/report/answer/")
    page = browser.fill(
        page, more={"items-1-description": "Black phone with a green case"}, story="Another story"
    )
    report = Submission.objects.get()
    assert page.url == "/en/track/report/"
    assert report.status == "under_review"
    assert report.answers["items"][1]["description"] == "Black phone with a green case"
    assert report.answers["story"].startswith("The lock was cut")


def test_an_answer_that_needs_attention_keeps_what_was_typed(browser: Camille) -> None:
    page = browser.get("/en/track/report/answer/")
    page = browser.fill(page, more={"items-0-value": "a lot", "items-1-description": "Black phone, cracked"})
    assert page.title.startswith("Error:")
    assert page.value("items-0-value") == "a lot"
    assert page.value("items-1-description") == "Black phone, cracked"
    assert Submission.objects.get().status == "information_requested"


def test_rows_and_photos_can_be_added(browser: Camille) -> None:
    page = browser.get("/en/track/report/answer/")
    page = browser.fill(page, press="add-items")
    assert page.has("items-2-description")
    page = browser.fill(
        page,
        press="upload-photos",
        more={"items-2-kind": "other", "items-2-description": "A helmet", "photos": photo()},
    )
    assert "lock.jpg" in page.text
    browser.fill(page)
    answers = Submission.objects.get().answers
    assert answers["items"][2]["description"] == "A helmet"
    assert len(answers["photos"]) == 1


def test_answering_twice_changes_nothing_more(browser: Camille) -> None:
    page = browser.get("/en/track/report/answer/")
    browser.fill(page)
    assert browser.fill(page).url == "/en/track/report/"
    page = browser.fill(page, more={"items-0-description": "Other"})
    assert page.status == 409
    assert "What you typed was not sent" in page.text
    assert "Other" in page.text
    assert Submission.objects.get().answers["items"][0]["description"] == "Green city bicycle"


def test_nothing_is_open_when_nothing_was_asked(client: Client, sent: Sent) -> None:
    browser = Camille(client)
    browser.fill(browser.get("/en/track/"), number=sent.temporary_number, code=sent.access_code)
    assert isinstance(browser.get("/en/track/report/answer/"), Page)
    assert browser.get("/en/track/report/answer/").url == "/en/track/report/"
