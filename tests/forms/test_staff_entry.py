"""A report that comes by phone, by letter or at the counter is entered by staff and goes the same way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from tests.conftest import publish, sign_in
from tests.definitions import ANSWERS, theft
from tests.forms.entering import DESK, READ_ALOUD, Staff
from tests.forms.walking import PLACE, Page, photo
from workflows import secrets
from workflows.actions import (
    approve_report,
    claim_report,
    provide_information,
    request_information,
)
from workflows.actors import Role
from workflows.drafts import begin_draft, save_answers, token_of
from workflows.entering import begin_for_somebody
from workflows.errors import NotAllowed
from workflows.follow_ups import sweep
from workflows.models import Attachment, Event, ReportType, Submission
from workflows.submitting import submit_report


@pytest.fixture
def staff(theft_page: object, noor: Any) -> Staff:
    """Noor, with Camille on the phone."""
    return Staff(noor)


def last(kind: str) -> Event:
    event: Event = Event.objects.filter(kind=kind).latest("number")
    return event


def test_the_same_steps_are_walked_with_a_banner_and_a_way_back(staff: Staff) -> None:
    page = staff.start()
    assert "You are entering a report for a caller." in page.text
    assert page.tree.xpath("//section[@class='entering']//a[@href='/desk/enter/']")
    assert "Step 1 of 6" in page.title
    assert "Leave quickly" not in page.text
    page = staff.fill(staff.fill(page, in_danger="no"))
    assert page.errors


def test_the_report_comes_into_the_same_queue_with_channel_and_who_entered_it(
    staff: Staff, ravi: Any
) -> None:
    report = staff.enter(channel="counter")
    assert (report.status, report.channel, report.entered_by) == ("submitted", "counter", staff.user)
    shown = sign_in(Client(), ravi).get(f"/desk/{report.temporary_number}/").content.decode()
    assert "Entered by Noor" in shown
    assert "at the counter, entered by staff" in shown


def test_once_it_is_sent_the_page_says_that_it_was_entered(staff: Staff) -> None:
    page = staff.fill(staff.to_check(channel="letter"), declaration="true")
    assert "You entered this report from a letter." in page.text


def test_the_letter_fits_somebody_who_saw_no_page(staff: Staff, mailoutbox: Any) -> None:
    report = staff.enter()
    sweep()
    letter = str(mailoutbox[-1].body)
    assert str(report.temporary_number) in letter
    assert "the access code that you got when it was sent" in letter
    assert "you saw" not in letter


def test_the_declaration_is_read_to_the_caller_and_confirmed(staff: Staff) -> None:
    page = staff.to_check()
    assert "What I wrote is true." in page.text
    assert READ_ALOUD in page.text
    assert "I declare this" not in page.text
    assert "Confirm that" in staff.fill(page).text
    assert not Submission.objects.exclude(status="draft").exists()


def test_for_a_letter_the_letter_itself_is_the_declaration(staff: Staff) -> None:
    assert "Attach a scan of it" in staff.start(channel="letter").text
    assert "The person signed the letter" in staff.to_check(channel="letter").text


def test_number_and_code_are_shown_to_read_out_and_the_person_gets_a_mail(
    staff: Staff, mailoutbox: list[EmailMessage]
) -> None:
    page = staff.fill(staff.to_check(), declaration="true")
    report = Submission.objects.get()
    assert page.url == f"{DESK}{report.public_id}/sent/"
    assert str(report.temporary_number) in page.text
    assert "Give up" not in page.text
    code = secrets.access_code(token_of(report))
    assert code in page.text.replace(" ", "")
    sweep()
    assert mailoutbox[-1].to == ["camille@example.org"]
    assert code not in mailoutbox[-1].body


def test_whoever_entered_a_report_cannot_approve_it(staff: Staff, offence: Any, ravi: Any) -> None:
    report = staff.enter()
    claimed = claim_report(report, by=staff.user, seen=report.version)
    with pytest.raises(NotAllowed, match="You entered this report"):
        approve_report(claimed, by=staff.user, seen=claimed.version, offence=offence)
    shown = staff.client.get(f"/desk/{report.temporary_number}/").content.decode()
    assert "You entered this report. Somebody else must approve it." in shown


def test_every_step_is_an_event_with_who_took_it(staff: Staff) -> None:
    staff.start()
    draft = Submission.objects.get()
    staff.get(f"{DESK}{draft.public_id}/")
    for kind in ("entry_begun", "entry_resumed"):
        assert last(kind).actor == staff.user
        assert last(kind).data["draft"] == str(draft.public_id)
    staff.client.post(f"{DESK}{draft.public_id}/give-up/")
    assert last("entry_given_up").actor == staff.user
    report = staff.enter(channel="letter")
    event = Event.objects.get(kind="submit", submission=report)
    assert (event.actor, event.data["channel"]) == (staff.user, "letter")
    assert report.answer_sets.get().role == "reviewer"


def test_a_draft_is_taken_up_again_where_it_was_left(staff: Staff) -> None:
    page = staff.fill(staff.fill(staff.start(), in_danger="no"), press="later", more=PLACE)
    assert page.url == DESK
    assert "Everything is saved" in page.text
    link = page.tree.xpath("//ul[@class='desk-entries']//a")[0]
    assert link.text == "Theft"
    assert "/items/" in staff.get(link.get("href")).url


def test_a_draft_is_deleted_with_its_files_when_it_is_given_up(staff: Staff) -> None:
    page = staff.fill(staff.fill(staff.start(), in_danger="no"), more=PLACE)
    staff.fill(page, press="upload-photos", more={"photos": photo()})
    assert Attachment.objects.get().role == "reviewer"
    draft = Submission.objects.get()
    assert "deleted for good" in staff.get(f"{DESK}{draft.public_id}/give-up/").text
    staff.client.post(f"{DESK}{draft.public_id}/give-up/")
    assert not Submission.objects.exists()
    assert not Attachment.objects.exists()


def test_the_way_is_in_the_language_of_the_person(staff: Staff) -> None:
    page = staff.start(language="fr")
    assert page.tree.get("lang") == "fr"
    draft = Submission.objects.get()
    page = Page(staff.client.post(f"{DESK}{draft.public_id}/use-language/", {"language": "en"}, follow=True))
    assert page.tree.get("lang") == "en"
    assert Submission.objects.get().language == "en"


def test_somebody_elses_draft_is_not_there(staff: Staff, ravi: Any) -> None:
    staff.start()
    draft = Submission.objects.get()
    for place in ("", "safety/", "check/", "sent/", "give-up/", "send-link/"):
        assert sign_in(Client(), ravi).get(f"{DESK}{draft.public_id}/{place}").status_code == 404


def test_a_citizens_draft_is_not_opened_from_the_desk(staff: Staff) -> None:
    draft = begin_draft(ReportType.objects.get(key="theft"), language="en")
    assert staff.client.get(f"{DESK}{draft.public_id}/safety/").status_code == 404


@pytest.mark.parametrize("name", ["cleo", "ada", "dana"])
def test_only_staff_who_may_enter_reports_come_in(name: str, person: Callable[[str], Any]) -> None:
    response = sign_in(Client(), person(name)).get(DESK)
    assert response.status_code == 403


def test_nobody_without_the_permission_begins_or_sends_for_somebody(
    theft_type: ReportType, cleo: Any, ravi: Any, noor: Any
) -> None:
    with pytest.raises(NotAllowed):
        begin_for_somebody(theft_type, by=cleo, language="en", channel="phone")
    draft = begin_for_somebody(theft_type, by=noor, language="en", channel="phone")
    with pytest.raises(NotAllowed):
        submit_report(save_answers(draft, ANSWERS)[0], declaration=True, key="k", by=ravi)


def test_the_choice_says_what_is_missing(staff: Staff) -> None:
    response = staff.client.post(DESK, {"report_type": "theft", "channel": "web"})
    assert response.status_code == 422
    assert response.content.decode().count("Choose from the list.") == 2
    assert not Submission.objects.exists()


def test_an_officers_question_is_answered_for_the_person(staff: Staff, ravi: Any) -> None:
    report = staff.enter()
    claimed = claim_report(report, by=ravi, seen=report.version)
    request_information(claimed, by=ravi, seen=claimed.version, questions=["story"], text="What else?")
    address = f"{DESK}answer/{report.temporary_number}/"
    assert address in staff.client.get(f"/desk/{report.temporary_number}/").content.decode()
    page = staff.get(address)
    assert "You are entering this for the person" in page.text
    page = staff.fill(page, story="The lock was cut at noon.", channel="letter")
    assert "It is back with its reviewer." in page.text
    report = Submission.objects.get()
    assert (report.status, report.answers["story"]) == ("under_review", "The lock was cut at noon.")
    assert last("provide_information").actor == staff.user
    assert last("provide_information").data["channel"] == "letter"
    desk = staff.client.get(f"/desk/{report.temporary_number}/").content.decode()
    assert "by letter, entered by staff" in desk[desk.index("Information provided") :]
    assert staff.get(address).status == 404


def test_what_was_typed_is_shown_when_the_person_was_faster(staff: Staff, ravi: Any) -> None:
    report = staff.enter()
    claimed = claim_report(report, by=ravi, seen=report.version)
    request_information(claimed, by=ravi, seen=claimed.version, questions=["story"], text="What else?")
    page = staff.get(f"{DESK}answer/{report.temporary_number}/")
    provide_information(report, by=Role.CITIZEN, answers={"story": "By the person."})
    page = staff.fill(page, story="By phone: it was at noon.")
    assert page.status == 409
    assert "What you typed was not sent" in page.text
    assert "By phone: it was at noon." in page.text
    assert Submission.objects.get().answers["story"] == "By the person."


def test_a_supplement_is_added_for_the_person(staff: Staff, ravi: Any, offence: Any) -> None:
    report = staff.enter()
    claimed = claim_report(report, by=ravi, seen=report.version)
    approve_report(claimed, by=ravi, seen=claimed.version, offence=offence)
    page = staff.get(f"{DESK}add/{report.temporary_number}/")
    page = staff.fill(page, text="The bell was stolen, too.", channel="counter")
    added = Submission.objects.get(parent=report)
    assert (added.entered_by, added.channel) == (staff.user, "counter")
    assert Event.objects.get(kind="submit", submission=added).actor == staff.user
    assert str(added.temporary_number) in page.text
    assert "Read these two to the person" in page.text
    assert "your" not in page.tree.xpath("string(//main)")


def test_what_is_entered_for_somebody_is_assessed_like_any_report(unit: object, noor: Any) -> None:
    draft = begin_for_somebody(publish(theft(key="other")), by=noor, language="en", channel="phone")
    assert draft.entered_by == noor
    assert draft.resume_code_hash
