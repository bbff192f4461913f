"""Staying anonymous: nothing that names the person is asked, taken, kept or passed on, and we can still ask back."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.timezone import now

from accounts.models import User
from forms.compile import NAMED
from forms.models import ReportTypePage
from integrations.records.niem import to_xml
from integrations.records.validation import validate_xml
from tests.definitions import both, question, step, theft
from tests.forms.walking import Camille
from workflows.actions import approve_report, claim_report, request_information
from workflows.anonymity import is_anonymous
from workflows.drafts import begin_draft, save_answers, token_of
from workflows.follow_ups import sweep
from workflows.models import Attempt, Delivery, OffenceCode, ReportType, ReviewPolicy, Submission
from workflows.secrets import access_code
from workflows.submitting import submit_report
from workflows.supplements import add_supplement
from workflows.transfer_record import record_of

RULE = "We keep no network address. A court may order us to hand over what we have."
WHO = {"first_name": "Camille", "last_name": "Desrosiers", "email": "camille@example.org"}


@pytest.fixture
def theft_page(make_type: Callable[..., ReportTypePage]) -> ReportTypePage:
    """A tip: a story, and who the person is unless they stay anonymous."""
    ReviewPolicy.objects.filter(key="standard").update(anonymous_allowed=True)
    rule = {"item": "guidance", "text": both(RULE, "Nous ne gardons aucune adresse."), "show_if": None}
    label = {"en": "Do you want to stay anonymous?", "fr": "Voulez-vous rester anonyme?"}
    choice = question("stay_anonymous", "yes_no", label=label)
    named = [
        question("first_name", "short_text", show_if=NAMED),
        question("last_name", "short_text", show_if=NAMED),
        question("email", "email", required=False, show_if=NAMED),
    ]
    steps = [step("story", rule, choice, question("story", "long_text")), step("you", *named)]
    return make_type(theft(steps=steps))


@pytest.fixture
def tip(theft_page: ReportTypePage) -> ReportType:
    """What runs."""
    return ReportType.objects.get(key="theft")


@pytest.fixture
def anonymous(tip: ReportType) -> Submission:
    """A tip of somebody who stays anonymous, sent."""
    draft = begin_draft(tip, language="en")
    draft, _problems = save_answers(draft, {"stay_anonymous": "yes", "story": "I saw it."})
    return submit_report(draft, declaration=True, key="tip-1").submission


def test_the_start_page_offers_it_and_states_the_rule(camille: Camille) -> None:
    text = camille.get().text
    assert "You may stay anonymous" in text
    assert RULE in text


def test_asks_nothing_that_names_the_person_and_says_so_before_sending(camille: Camille) -> None:
    check = camille.begin(stay_anonymous="yes", story="I saw it.")
    assert "Check your answers" in check.title
    assert "You stay anonymous" in check.text
    assert "First name" not in check.text
    sent = camille.fill(check, declaration="true")
    assert "Come back with your number and code to see whether one waits." in sent.text


def test_drops_who_the_person_is_however_it_comes_in(tip: ReportType) -> None:
    draft, _problems = save_answers(begin_draft(tip, language="en"), WHO)
    assert draft.answers["first_name"] == "Camille"
    draft, _problems = save_answers(draft, {"stay_anonymous": "yes", "last_name": "Desrosiers"})
    assert draft.answers == {"stay_anonymous": "yes"}
    draft, _problems = save_answers(draft, {**WHO, "story": "I saw it."})
    assert draft.answers == {"stay_anonymous": "yes", "story": "I saw it."}


def test_keeps_it_for_who_does_not(tip: ReportType) -> None:
    draft, _problems = save_answers(begin_draft(tip, language="en"), {"stay_anonymous": "no", **WHO})
    assert draft.answers["email"] == "camille@example.org"


def test_offers_no_link_by_mail(camille: Camille) -> None:
    camille.begin(stay_anonymous="yes", story="I saw it.")
    page = camille.get("resume/")
    assert "Note this code" in page.text
    assert "Send me a link" not in page.text


def test_session_and_attempts_hold_nothing_about_the_person(camille: Camille) -> None:
    camille.begin(stay_anonymous="yes", story="I saw it.")
    camille.client.post("/en/resume/", {"resume_code": "AAAA-BBBB-CCCC-DDDD"}, REMOTE_ADDR="203.0.113.9")
    held = [str(session.get_decoded()) for session in Session.objects.all()]
    assert held
    assert not any("203.0.113.9" in text or "I saw it" in text for text in held)
    assert "203.0.113.9" not in str(list(Attempt.objects.values()))
    assert "203.0.113.9" not in str(Submission.objects.values().get())


def test_letters_know_that_there_is_no_address(anonymous: Submission) -> None:
    sweep()
    assert Delivery.objects.get(submission=anonymous).state == Delivery.State.NO_ADDRESS


def test_an_officer_can_still_ask_and_the_person_answer(
    anonymous: Submission, noor: User, client: Client
) -> None:
    claimed = claim_report(anonymous, by=noor, seen=anonymous.version)
    request_information(claimed, by=noor, seen=claimed.version, questions=["story"], text="Which door?")
    code = access_code(token_of(anonymous))
    client.post("/en/track/", {"number": anonymous.temporary_number, "code": code})
    page = Camille(client).get("/en/track/report/answer/")
    assert "Which door?" in page.text
    Camille(client).fill(page, story="The back door.")
    anonymous.refresh_from_db()
    assert (anonymous.status, anonymous.answers["story"]) == ("under_review", "The back door.")


def test_the_reviewer_sees_it_at_the_desk(
    anonymous: Submission, noor: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(noor).get(f"/desk/{anonymous.temporary_number}/")
    assert "Anonymous" in page.content.decode()


def test_the_records_system_gets_the_least(anonymous: Submission, noor: User, offence: OffenceCode) -> None:
    claimed = claim_report(anonymous, by=noor, seen=anonymous.version)
    approved = approve_report(claimed, by=noor, seen=claimed.version, offence=offence)
    record = record_of(approved, key="one", at=now(), pdf=None)
    assert record.reporting_person.anonymous
    assert validate_xml(to_xml(record)) == []


def test_what_is_added_later_is_anonymous_too(
    anonymous: Submission, noor: User, offence: OffenceCode
) -> None:
    report = claim_report(anonymous, by=noor, seen=anonymous.version)
    report = approve_report(report, by=noor, seen=report.version, offence=offence)
    added = add_supplement(report, text="I saw it again.", key="again").submission
    assert is_anonymous(added.answers)
    assert record_of(added, key="two", at=now(), pdf=None).reporting_person.anonymous
