"""A mail program offers to end surveys: one POST, without a cookie, to an address that says nothing of anybody."""

from email.message import Message
from typing import Any

import pytest
from django.test import Client

from tests.surveys.conftest import invite
from workflows.models import Submission, SurveyMark, SurveyPlan
from workflows.surveys import codes
from workflows.surveys.inviting import reach_of

CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def mail(due: SurveyPlan, mailoutbox: Any) -> Message:
    """The invitation that Camille was sent, as it goes over the wire."""
    invite(due.submission)
    message: Message = mailoutbox[-1].message()
    return message


@pytest.fixture
def address(mail: Message) -> str:
    """What her mail program posts to, without the host."""
    return mail["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")


def test_the_mail_offers_it(mail: Message, address: str) -> None:
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith("/en/survey/stop/")


def test_one_post_ends_surveys_for_that_person(address: str, submitted_report: Submission) -> None:
    assert reach_of(submitted_report) is not None
    for _time in range(2):
        answer = Client(enforce_csrf_checks=True).post(address, CLICK)
        assert (answer.status_code, answer.cookies.output()) == (200, "")
    assert reach_of(submitted_report) is None


def test_looking_changes_nothing_and_leads_to_the_page_that_asks(client: Client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/en/survey/stop/#")
    assert client.post(address).status_code == 400
    assert not SurveyMark.objects.exists()


def test_an_address_that_we_never_sent_is_not_there(client: Client, address: str) -> None:
    for other in ("/en/survey/stop/AAAA-BBBB-CCCC-DDDD/", f"{address[:-3]}AA/", "/en/survey/stop/-/"):
        assert client.post(other, CLICK).status_code == 404


def test_two_messages_to_one_person_have_nothing_in_common() -> None:
    code = codes.stop_code("camille@example.org")
    one, other = codes.one_click(code, "1"), codes.one_click(code, "2")
    assert code not in one
    assert not {one[n : n + 6] for n in range(len(one))} & {other[n : n + 6] for n in range(len(other))}
    assert (codes.opened(one), codes.opened(other)) == (code, code)
