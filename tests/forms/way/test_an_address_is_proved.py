"""An e-mail address proved by a code: mailed, typed on the same step, and nothing else of the step is lost."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from tests.definitions import question, step, theft
from tests.forms.walking import Camille, Page
from workflows import letters
from workflows.actions import claim_report, request_information
from workflows.drafts import assess, begin_draft, save_answers, token_of
from workflows.follow_ups import sweep
from workflows.models import Attempt, EmailProof, ReportType, Submission
from workflows.secrets import access_code

YOU = {"first_name": "Camille", "last_name": "Desrosiers", "email": "camille@example.org"}


def asks_for_a_proof(**more: Any) -> dict[str, Any]:
    body = theft()
    name = [question(key, "short_text") for key in ("first_name", "last_name")]
    body["steps"] = [body["steps"][0], step("you", *name, question("email", "verified_email", **more))]
    return body


@pytest.fixture
def camille(client: Client, make_type: Callable[..., Any]) -> Camille:
    """Camille, before a report that asks for a proved address."""
    make_type(asks_for_a_proof())
    return Camille(client)


@pytest.fixture
def code(mailoutbox: list[EmailMessage]) -> Callable[[], str]:
    """Run what is due and read the code in the newest mail."""

    def newest() -> str:
        sweep()
        found = re.search(r"\b(\d{3}) (\d{3})\b", str(mailoutbox[-1].body))
        return f"{found[1]} {found[2]}" if found else ""

    return newest


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06d}"


def ask(camille: Camille) -> Page:
    return camille.fill(camille.begin(), **YOU)


def test_continue_mails_a_code_and_stays_with_everything_typed(camille, code, mailoutbox):
    page = ask(camille)
    assert page.url.endswith("/you/")
    assert page.value("first_name") == "Camille"
    assert "We sent a code to camille@example.org." in page.text
    assert page.has("email-code")
    assert "Type it on this page, then continue." in page.text
    assert not page.errors
    assert len(code()) == 7
    assert mailoutbox[-1].to == ["camille@example.org"]
    assert "report" not in mailoutbox[-1].subject.lower()


def test_the_right_code_leads_on(camille, code):
    page = camille.fill(ask(camille), more={"email-code": code()})
    assert page.url.endswith("/check/")
    assert "This address is proved." in camille.get("you/").text
    sent = camille.fill(page, declaration="true")
    assert sent.url.endswith("/sent/")
    assert Submission.objects.get().answers["email"] == "camille@example.org"


def test_a_button_sends_a_code_and_another_one_that_ends_the_first(camille, code):
    page = camille.fill(camille.begin(), press="prove-email", **YOU)
    assert "We sent a code" in page.text
    first = code()
    page = camille.fill(page, press="prove-email")
    second = code()
    assert "This is not the code." in camille.fill(page, more={"email-code": first}).text
    assert camille.fill(page, more={"email-code": second}).url.endswith("/check/")


def test_a_wrong_code_says_so_at_its_field_and_five_end_it(camille, code):
    page = ask(camille)
    right = code()
    for _attempt in range(5):
        page = camille.fill(page, more={"email-code": wrong(right)})
    assert page.errors == [
        ("#email-code", "This is not the code. Look at the newest message, or ask for another code.")
    ]
    page = camille.fill(page, more={"email-code": right})
    assert "This code was tried five times. Ask for another one." in page.text


def test_a_code_counts_for_ten_minutes(camille, code):
    page = ask(camille)
    right = code()
    proof = EmailProof.objects.get()
    EmailProof.objects.update(sent_at=proof.sent_at - timedelta(minutes=11))
    page = camille.fill(page, more={"email-code": right})
    assert "more than ten minutes old" in page.text
    assert page.url.endswith("/you/")


def test_another_address_needs_another_proof(camille, code, mailoutbox):
    camille.fill(ask(camille), more={"email-code": code()})
    page = camille.fill(camille.get("you/"), email="c.desrosiers@example.org")
    assert "We sent a code to c.desrosiers@example.org." in page.text
    code()
    assert mailoutbox[-1].to == ["c.desrosiers@example.org"]


def test_what_is_not_proved_cannot_be_sent(camille):
    ask(camille)
    page = camille.get("check/")
    assert "enter the code that we send to this address" in page.text
    assert camille.fill(page, declaration="true").url.endswith("/check/")


def test_an_address_that_need_not_be_given_is_proved_once_it_is(client, make_type):
    make_type(asks_for_a_proof(required=False))
    camille = Camille(client)
    assert "We sent a code" in ask(camille).text
    page = camille.fill(camille.get("you/"), email="")
    assert page.url.endswith("/check/")


def test_too_many_codes_make_a_pause(camille, settings):
    settings.EMAIL_CODES_PER_MAILBOX = 2
    page = ask(camille)
    for _each in range(2):
        page = camille.fill(page, press="prove-email")
    assert "Many codes were sent in a short time." in page.text
    assert EmailProof.objects.count() == 2
    assert "camille" not in str(list(Attempt.objects.values()))


def test_nothing_in_clear_is_kept(camille, code):
    ask(camille)
    right = code().replace(" ", "")
    kept = str(list(EmailProof.objects.values()))
    assert right not in kept
    assert "camille" not in kept


def test_no_mail_goes_to_an_address_that_was_changed_before_it_left(camille, mailoutbox):
    page = ask(camille)
    camille.fill(page, email="")
    sweep()
    assert mailoutbox == []


def test_the_mail_is_in_the_language_of_the_page(client, make_type, code, mailoutbox):
    make_type(asks_for_a_proof())
    camille = Camille(client, "/fr/report/vol/")
    ask(camille)
    code()
    assert "constat" not in str(mailoutbox[-1].subject).lower()
    assert Submission.objects.get().language == "fr"


def test_staff_who_enter_a_report_need_no_code(camille, noor):
    kept = ReportType.objects.get()
    draft = begin_draft(kept, language="en", channel="phone", by=noor)
    draft, _problems = save_answers(draft, {**YOU, "in_danger": "no"})
    assert assess(draft).problems == []
    draft.entered_by = None
    assert [each.code for each in assess(draft).problems] == ["not_proved"]


def test_an_officer_is_answered_without_a_code(camille, code, noor):
    sent = camille.fill(camille.fill(ask(camille), more={"email-code": code()}), declaration="true")
    assert sent.url.endswith("/sent/")
    report = Submission.objects.get()
    report = claim_report(report, by=noor, seen=report.version)
    request_information(report, by=noor, seen=report.version, questions=["email"], text="Which address?")
    number, code_of_report = report.temporary_number, access_code(token_of(report))
    camille.fill(camille.get("/en/track/"), number=number, code=code_of_report)
    page = camille.get("/en/track/report/answer/")
    assert "We send a code" not in page.text
    page = camille.fill(page, email="new@example.org")
    assert page.url == "/en/track/report/"
    assert Submission.objects.get().answers["email"] == "new@example.org"


def test_no_link_to_a_draft_goes_to_an_address_that_is_not_proved(camille, code):
    page = ask(camille)
    right = code()
    assert letters.address_of(Submission.objects.get()) == ""
    camille.fill(page, more={"email-code": right})
    assert letters.address_of(Submission.objects.get()) == "camille@example.org"
