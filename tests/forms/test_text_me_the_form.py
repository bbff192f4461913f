"""Staff send a caller the link to a form: by mail or text message, once, and nothing of it says what it is about."""

import re
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from time_machine import travel

from integrations.outcomes import GiveUp, TryAgain, Uncertain
from integrations.texts import folder
from integrations.texts.folder import StoredText, read_texts
from tests.conftest import sign_in
from tests.definitions import question, theft
from tests.forms.entering import DESK, Staff
from tests.forms.walking import Camille, Page
from workflows.follow_ups import sweep
from workflows.form_links import forget_addresses
from workflows.models import Event, FollowUp, FormLink, ReviewPolicy, Submission

PHONE = "204-555-0142"
FORM = f"{DESK}form-link/"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Any) -> None:
    """Text messages go into a folder of the test."""
    settings.TEXTS_FOLDER = tmp_path


@pytest.fixture
def staff(theft_page: object, noor: Any) -> Staff:
    """Noor, with Camille on the phone."""
    return Staff(noor)


def ask(staff: Staff, way: str = "text", address: str = PHONE, **more: str) -> Any:
    given = {"report_type": "theft", "language": "en", "way": way, "address": address, **more}
    return staff.client.post(FORM, given)


def texts() -> list[StoredText]:
    sweep()
    return read_texts()


def link_in(text: str) -> str:
    found = re.search(r"http://[^/\s]+(/\S+)", text)
    assert found is not None
    return found[1]


def test_a_text_message_leads_to_the_form(staff: Staff) -> None:
    assert ask(staff).status_code == 302
    (message,) = texts()
    assert message.to == "+12045550142"
    assert "theft" not in message.text.lower()
    page = Page(Client().get(link_in(message.text), follow=True))
    assert page.url == "/en/report/theft/"


def test_a_mail_is_in_the_language_of_the_person(staff: Staff, mailoutbox: list[EmailMessage]) -> None:
    ask(staff, way="email", address="camille@example.org", language="fr")
    sweep()
    (mail,) = mailoutbox
    assert "vol" not in f"{mail.subject} {mail.body}".lower().replace("vous", "")
    assert Page(Client().get(link_in(str(mail.body)), follow=True)).url == "/fr/report/vol/"


def test_it_is_recorded_without_the_address_which_is_forgotten(staff: Staff) -> None:
    ask(staff)
    event = Event.objects.get(kind="form_sent")
    assert event.actor == staff.user
    assert event.data == {"report_type": "theft", "way": "text", "language": "en", "draft": ""}
    texts()
    link = FormLink.objects.get()
    assert (link.state, link.address) == ("sent", "")
    assert "0142" not in str(list(FollowUp.objects.values("data", "error", "key")))


def test_it_goes_once_though_the_worker_runs_twice(staff: Staff) -> None:
    ask(staff)
    assert len(texts()) == 1
    FollowUp.objects.filter(kind="form_link").update(state="pending")
    assert len(texts()) == 1


def test_no_text_message_for_a_sensitive_matter_and_the_reason_is_said(staff: Staff) -> None:
    ReviewPolicy.objects.filter(key="standard").update(sensitive=True)
    response = ask(staff)
    assert response.status_code == 422
    assert "This kind of report is sensitive." in response.content.decode()
    assert not FormLink.objects.exists()
    assert ask(staff, way="email", address="camille@example.org").status_code == 302


def test_without_a_provider_only_mail_is_sent(staff: Staff, settings: Any) -> None:
    settings.TEXT_BACKEND = ""
    assert "This site sends no text messages" in ask(staff).content.decode()


@pytest.mark.parametrize(
    ("way", "address"), [("text", "911"), ("text", "camille@example.org"), ("email", PHONE), ("email", "a@b")]
)
def test_an_address_that_is_none_is_said_at_the_field(staff: Staff, way: str, address: str) -> None:
    response = ask(staff, way, address)
    assert response.status_code == 422
    assert "desk-error" in response.content.decode()
    assert address in response.content.decode()


def test_there_is_a_limit_to_one_address_and_for_one_person(staff: Staff, settings: Any) -> None:
    codes = [ask(staff).status_code for _time in range(6)]
    assert codes == [302] * 5 + [429]
    settings.FORM_LINKS_PER_STAFF = 5
    response = ask(staff, address="204-555-0143")
    assert response.status_code == 429
    assert "Wait 15 minutes" in response.content.decode()


def test_what_was_entered_so_far_is_finished_by_the_person(staff: Staff, ravi: Any) -> None:
    staff.fill(staff.start(), in_danger="no")
    draft = Submission.objects.get()
    address = f"{DESK}{draft.public_id}/send-link/"
    assert staff.client.post(address, {"way": "text", "address": PHONE}).status_code == 302
    (message,) = texts()
    assert "once" in message.text
    camille = Client()
    page = Page(camille.get(link_in(message.text)))
    page = Page(camille.post(page.url, follow=True))
    assert page.url == "/en/report/theft/place/"
    assert "entering" not in page.text
    assert not Page(Client().get(link_in(message.text))).tree.xpath("//main//form")
    assert Event.objects.get(kind="form_sent").data["draft"] == str(draft.public_id)


def test_the_code_of_a_report_that_the_person_sent_is_theirs_alone(staff: Staff) -> None:
    staff.to_check()
    draft = Submission.objects.get()
    staff.client.post(f"{DESK}{draft.public_id}/send-link/", {"way": "text", "address": PHONE})
    (message,) = texts()
    camille = Camille(Client())
    page = Page(camille.client.get(link_in(message.text)))
    camille.fill(Page(camille.client.post(page.url, follow=True)), declaration="true")
    assert Submission.objects.get().status == "submitted"
    assert staff.get(f"{DESK}{draft.public_id}/sent/").url == DESK
    assert str(draft.public_id) not in staff.get(DESK).response.content.decode()


def test_the_page_of_a_draft_shows_the_code_to_say(staff: Staff) -> None:
    staff.fill(staff.start(), in_danger="no")
    draft = Submission.objects.get()
    page = staff.get(f"{DESK}{draft.public_id}/send-link/")
    assert re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", page.text)


def test_the_address_that_the_person_gave_stands_there(noor: Any, make_type: Any) -> None:
    body = theft()
    body["steps"][-1]["items"] = [question("you", "person")]
    make_type(body)
    staff = Staff(noor)
    staff.start()
    draft = Submission.objects.get()
    draft.answers = {"you": {"first_name": "Camille", "email": "camille@example.org"}}
    draft.save(update_fields=["answers"])
    assert staff.get(f"{DESK}{draft.public_id}/send-link/").value("address") == "camille@example.org"


def test_no_link_goes_where_people_come_back_by_a_code_alone(noor: Any, make_type: Any) -> None:
    make_type(theft(resume="code"))
    staff = Staff(noor)
    staff.start()
    address = f"{DESK}{Submission.objects.get().public_id}/send-link/"
    page = staff.get(address)
    assert not page.has("address")
    assert re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", page.text)
    assert staff.client.post(address, {"way": "email", "address": "c@example.org"}).status_code == 422
    assert not FormLink.objects.exists()


def test_no_link_goes_to_somebody_who_stays_anonymous(staff: Staff) -> None:
    staff.start()
    draft = Submission.objects.get()
    address = f"{DESK}{draft.public_id}/send-link/"
    staff.client.post(address, {"way": "email", "address": "camille@example.org"})
    Submission.objects.update(answers={"stay_anonymous": "yes"})
    sweep()
    assert FormLink.objects.get().state == "over"
    assert "stays anonymous" in staff.get(address).text
    assert staff.client.post(address, {"way": "email", "address": "c@example.org"}).status_code == 422


@pytest.mark.parametrize(
    ("problem", "state"),
    [(TryAgain("busy"), "ready"), (GiveUp("no"), "failed"), (Uncertain("lost"), "uncertain")],
)
def test_a_failure_says_where_the_message_stands(
    staff: Staff, monkeypatch: pytest.MonkeyPatch, problem: Exception, state: str
) -> None:
    def fail(*_given: Any) -> None:
        raise problem

    ask(staff)
    with monkeypatch.context() as broken:
        broken.setattr(folder.FolderTexts, "send", fail)
        assert texts() == []
    assert FormLink.objects.get().state == state


def test_an_unknown_outcome_is_sent_again_only_when_a_person_says_so(
    staff: Staff, sol: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(staff)
    FormLink.objects.update(state="sending")
    monkeypatch.setattr(folder.FolderTexts, "idempotent", False)
    assert texts() == []
    row = FollowUp.objects.get(kind="form_link")
    assert row.state == "uncertain"
    address = reverse("workflows_mend", args=[row.pk])
    assert "link to the form" in sign_in(Client(), sol).get(address).content.decode()
    sign_in(Client(), sol).post(address)
    assert len(texts()) == 1
    assert Event.objects.get(kind="replay").actor == sol


def test_an_address_that_nothing_went_to_is_forgotten_after_a_week(staff: Staff) -> None:
    ask(staff)
    assert forget_addresses() == 0
    with travel("2099-01-01", tick=False):
        assert forget_addresses() == 1
    assert FormLink.objects.get().address == ""
    assert texts() == []


def test_a_link_that_leads_nowhere_says_so(staff: Staff) -> None:
    response = Client().get("/en/form/0000000000/")
    assert response.status_code == 410


def test_only_who_may_enter_reports_sends_a_form(theft_page: object, cleo: Any) -> None:
    assert sign_in(Client(), cleo).post(FORM, {}).status_code == 403
    assert not FormLink.objects.exists()
