"""Following a report by its number and code."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.forms.walking import Camille, Page
from workflows.models import Attempt, EmailLink, Submission
from workflows.submitting import Sent


@pytest.fixture
def browser(client: Client) -> Camille:
    """A browser that nothing was sent from."""
    return Camille(client)


@pytest.fixture
def opened(browser: Camille, sent: Sent) -> Page:
    """Camille's report, opened by number and code."""
    return browser.fill(browser.get("/en/track/"), number=sent.temporary_number, code=sent.access_code)


def test_the_door_leads_to_the_language_that_the_browser_prefers(client: Client) -> None:
    answer = client.get("/track/", headers={"accept-language": "fr-CA,fr;q=0.9"})
    assert (answer.status_code, answer.url) == (302, "/fr/track/")


def test_number_and_code_open_the_report(opened: Page, sent: Sent) -> None:
    assert opened.url == "/en/track/report/"
    assert sent.temporary_number in opened.text
    assert "We have your report" in opened.text
    assert "Report sent" in opened.text
    assert opened.response["Cache-Control"] == "private, no-store"


def test_what_somebody_wrote_keeps_its_language_on_the_french_page(browser: Camille, opened: Page) -> None:
    page = browser.get("/fr/track/report/")
    own = page.tree.xpath("//dd/span[@lang='en']")
    assert "Green city bicycle" in [each.text_content() for each in own]
    assert page.tree.get("lang") == "fr"


def test_number_and_code_may_be_typed_as_people_type(browser: Camille, sent: Sent) -> None:
    number, code = sent.temporary_number.lower().replace("-", " "), sent.access_code.lower().replace("-", "")
    page = browser.fill(browser.get("/en/track/"), number=number, code=code)
    assert page.url == "/en/track/report/"


def test_the_code_is_not_kept_in_the_session_nor_in_an_address(
    browser: Camille, opened: Page, sent: Sent
) -> None:
    assert sent.access_code not in str(dict(browser.client.session))
    assert all(sent.temporary_number not in url for url, _status in opened.response.redirect_chain)


@pytest.mark.parametrize("wrong", ["code", "number", "shape"])
def test_whatever_does_not_fit_is_one_and_the_same_answer(browser: Camille, sent: Sent, wrong: str) -> None:
    tried = {
        "code": (sent.temporary_number, "0000-0000-0000-0000"),
        "number": ("T-0000-0000-0", sent.access_code),
        "shape": ("what", "ever"),
    }
    answers = []
    for number, code in (tried[wrong], ("T-1111-1111-1", "1111-1111-1111-1111")):
        page = browser.fill(browser.get("/en/track/"), number=number, code=code)
        answers.append((page.status, without_token(page)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def without_token(page: Page) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.response.content.decode())


def test_after_ten_wrong_codes_there_is_a_pause_also_for_the_right_one(browser: Camille, sent: Sent) -> None:
    page = browser.get("/en/track/")
    for _try in range(10):
        browser.fill(page, number=sent.temporary_number, code="0000-0000-0000-0000")
    answer = browser.fill(page, number=sent.temporary_number, code=sent.access_code)
    assert answer.status == 429
    assert 0 < int(answer.response["Retry-After"]) <= 901
    assert sent.temporary_number not in str(list(Attempt.objects.values()))


def test_the_report_is_closed_on_this_device(browser: Camille, opened: Page) -> None:
    page = Page(browser.client.post("/en/track/report/leave/", follow=True))
    assert "closed on this device" in page.text
    assert browser.get("/en/track/report/").url == "/en/track/"


def test_without_the_session_there_is_nothing_to_see(sent: Sent, client: Client) -> None:
    for path in ("", "answer/", "withdraw/", "copies/unofficial.pdf"):
        assert client.get(f"/en/track/report/{path}").url == "/en/track/"


def test_the_copies(browser: Camille, opened: Page) -> None:
    copy = browser.client.get("/en/track/report/copies/unofficial.pdf")
    assert copy.content.startswith(b"%PDF-")
    assert browser.client.get("/en/track/report/copies/official.pdf").status_code == 404
    assert browser.client.get("/en/track/report/copies/secret.pdf").status_code == 404


def test_a_message_joins_the_conversation_once(browser: Camille, opened: Page) -> None:
    message = {"text": "I found the receipt."}
    browser.client.post("/en/track/report/message/", message)
    page = Page(browser.client.post("/en/track/report/message/", message, follow=True))
    assert page.text.count("I found the receipt.") == 1
    assert Submission.objects.get().messages.count() == 1


def test_an_empty_message_is_asked_for(browser: Camille, opened: Page) -> None:
    page = Page(browser.client.post("/en/track/report/message/", {"text": "  "}))
    assert page.errors == [("#text", "Write your message.")]


def test_a_report_is_taken_back_after_a_question(browser: Camille, opened: Page) -> None:
    page = browser.get("/en/track/report/withdraw/")
    assert Submission.objects.get().status == "submitted"
    page = browser.fill(page, reason="I found it")
    assert "You took your report back" in page.text
    assert Submission.objects.get().status == "withdrawn"
    assert "Take this report back" not in page.text


def test_a_reason_that_cannot_be_kept_is_asked_for_again(browser: Camille, opened: Page) -> None:
    page = browser.fill(browser.get("/en/track/report/withdraw/"), reason="I found\x00 it")
    assert page.errors == [("#reason", "The text holds characters that cannot be kept. Write it again.")]
    assert "I found" in page.text
    assert Submission.objects.get().status == "submitted"


def test_a_link_is_mailed_where_number_and_address_belong_together(
    browser: Camille, sent: Sent, mailed: Callable[[], str]
) -> None:
    page = browser.get("/en/track/send-link/")
    right = browser.fill(page, number=sent.temporary_number, email="Camille@Example.org")
    wrong = browser.fill(page, number=sent.temporary_number, email="sam@example.org")
    assert without_token(right) == without_token(wrong)
    assert right.title.startswith("Look into your mail")
    mail = mailed()
    assert EmailLink.objects.count() == 1
    assert sent.access_code not in mail
    path = re.findall(r"/en/track/link/\S+", mail)[0]
    page = browser.get(path)
    assert browser.fill(page).url == "/en/track/report/"
    assert "does not work any more" in browser.get(path).title


def test_the_official_copy_is_there_after_approval(
    browser: Camille, sent: Sent, approved_report: Any, official: Callable[[Submission], Any]
) -> None:
    official(approved_report)
    page = browser.fill(browser.get("/en/track/"), number=sent.temporary_number, code=sent.access_code)
    assert approved_report.permanent_number in page.text
    assert browser.client.get("/en/track/report/copies/official.pdf").content.startswith(b"%PDF-")
