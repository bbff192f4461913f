"""Adding to an approved report: a supplement of its own, once, whatever is clicked twice."""

import pytest
from django.test import Client

from tests.forms.walking import Camille, Page
from workflows.models import Submission
from workflows.submitting import Sent
from workflows.supplements import add_supplement


@pytest.fixture
def opened(client: Client, sent: Sent, approved_report: Submission) -> Camille:
    """Camille's browser, with her approved report open."""
    browser = Camille(client)
    browser.fill(browser.get("/en/track/"), number=sent.temporary_number, code=sent.access_code)
    return browser


def add(browser: Camille, text: str) -> Page:
    return browser.fill(browser.get("/en/track/report/add/"), text=text)


def test_the_report_offers_it(opened: Camille) -> None:
    assert "Add to your report" in opened.get("/en/track/report/").text


def test_it_becomes_a_report_of_its_own(opened: Camille, approved_report: Submission) -> None:
    page = add(opened, "My helmet is gone too.")
    supplement = approved_report.supplements.get()
    assert supplement.temporary_number in page.text
    assert (supplement.status, supplement.answers["story"]) == ("submitted", "My helmet is gone too.")


def test_who_follows_it_reads_what_it_adds_to_and_no_question_without_an_answer(
    client: Client, approved_report: Submission
) -> None:
    added = add_supplement(approved_report, text="My helmet is gone too.", key="k")
    browser = Camille(client)
    page = browser.fill(browser.get("/en/track/"), number=added.temporary_number, code=added.access_code)
    assert f"It adds to file {approved_report.permanent_number}." in page.text
    assert "My helmet is gone too." in page.text
    assert "Not answered" not in page.text


def test_nothing_written_is_nothing_sent(opened: Camille, approved_report: Submission) -> None:
    assert "Write what you want to add." in add(opened, " ").text
    assert not approved_report.supplements.exists()


def test_sending_the_same_page_twice_adds_once(opened: Camille, approved_report: Submission) -> None:
    for _time in range(2):
        opened.client.post("/en/track/report/add/", {"text": "My helmet.", "key": "same"})
    assert approved_report.supplements.count() == 1


def test_before_approval_there_is_nothing_to_add_to(client: Client, sent: Sent) -> None:
    browser = Camille(client)
    browser.fill(browser.get("/en/track/"), number=sent.temporary_number, code=sent.access_code)
    assert browser.get("/en/track/report/add/").url == "/en/track/report/"
