"""Deciding on the desk: what may be done, what it needs, and who was faster."""

import pytest
from django.contrib.messages import get_messages

from workflows.actions import reject_report
from workflows.models import Event, FollowUp, Message, RejectionReason, Submission


@pytest.fixture
def reason(db):
    return RejectionReason.objects.filter(active=True).first()


def status(report):
    return Submission.objects.get(pk=report.pk).status


def test_claims_and_gives_back(submitted_report, noor, post):
    response = post(noor, submitted_report, "claim")
    assert response["Location"] == f"/desk/{submitted_report.temporary_number}/"
    assert status(submitted_report) == "under_review"
    post(noor, submitted_report, "release", version=2)
    assert status(submitted_report) == "submitted"


def test_approves_with_an_offence(report_under_review, noor, post):
    post(noor, report_under_review, "approve", offence="2140")
    report = Submission.objects.get(pk=report_under_review.pk)
    assert (report.status, report.offence.code) == ("approved", "2140")


def test_suggests_the_offence_of_the_type(report_under_review, noor, seen):
    assert '<option value="2140" selected>' in seen(noor, report_under_review)


def test_without_an_offence_nothing_happens_and_the_form_says_why(report_under_review, noor, post):
    response = post(noor, report_under_review, "approve", offence="")
    assert response.status_code == 422
    assert "Fill in “Offence”" in response.content.decode()
    assert status(report_under_review) == "under_review"


def test_the_slower_of_two_is_told_and_keeps_what_was_typed(report_under_review, noor, reason, post):
    post(noor, report_under_review, "release")
    response = post(noor, report_under_review, "reject", reason=reason.token, text="Long considered words.")
    assert response.status_code == 409
    assert "Somebody else changed this report" in response.content.decode()


def test_what_was_typed_is_still_in_the_form(report_under_review, noor, reason, post):
    given = {"reason": reason.token, "text": "Long considered words."}
    page = post(noor, report_under_review, "reject", version=1, **given).content.decode()
    assert "Long considered words." in page
    assert f'<option value="{reason.token}" selected>' in page


def test_a_rejection_without_words_takes_those_of_the_register(report_under_review, noor, reason, post):
    post(noor, report_under_review, "reject", reason=reason.token, text="")
    assert status(report_under_review) == "rejected"
    assert Message.objects.get().text == reason.text("en")


def test_asks_for_chosen_answers_only(report_under_review, noor, post):
    given = {"questions": ["story", "photos"], "text": "Which lock?", "due_on": "2099-01-04"}
    assert post(noor, report_under_review, "request_information", **given).status_code == 302
    asked = report_under_review.information_requests.get()
    assert (asked.questions, str(asked.due_on)) == (["story", "photos"], "2099-01-04")


def test_says_what_is_missing_in_a_question(report_under_review, noor, post):
    page = post(noor, report_under_review, "request_information", text="?", due_on="soon").content.decode()
    assert "Questions to open again" in page
    assert "year-month-day" in page


def test_who_did_not_claim_it_sees_why_and_cannot(report_under_review, ravi, seen, post):
    assert "Noor claimed this report" in seen(ravi, report_under_review)
    response = post(ravi, report_under_review, "approve", offence="2140")
    assert (response.status_code, status(report_under_review)) == (302, "under_review")


def test_a_supervisor_reopens_and_withdraws(report_under_review, noor, ines, reason, post):
    rejected = reject_report(report_under_review, by=noor, seen=2, reason=reason, text="No.")
    post(ines, rejected, "reopen", reason="An appeal came in.")
    assert status(rejected) == "under_review"
    post(ines, rejected, "withdraw", version=4)
    assert status(rejected) == "withdrawn"


def test_a_records_clerk_files_by_hand_with_a_reason(approved_report, cleo, post):
    assert post(cleo, approved_report, "file", reason=" ").status_code == 422
    post(cleo, approved_report, "file", reason="Receipt came on paper.")
    assert status(approved_report) == "filed"


@pytest.mark.parametrize("action", ["submit", "provide_information", "destroy", "save"])
def test_only_decisions_of_the_desk_are_there(report_under_review, noor, post, action):
    assert post(noor, report_under_review, action).status_code == 404


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "²"])
def test_a_form_without_its_version_is_an_old_one(submitted_report, noor, post, version):
    assert post(noor, submitted_report, "claim", version=version).status_code == 409


def test_writes_to_the_citizen_with_an_event_and_a_mail(report_under_review, noor, post):
    post(noor, report_under_review, "message", text="The library has cameras.")
    message = Message.objects.get()
    assert (message.text, message.author) == ("The library has cameras.", noor)
    assert Event.objects.filter(kind="message", actor=noor).exists()
    assert FollowUp.objects.filter(kind="letter_message").exists()


def test_nobody_is_told_of_a_mail_that_cannot_go(report_under_review, noor, post, seen):
    assert "A mail says that a message is there" in seen(noor, report_under_review)
    answers = {key: value for key, value in report_under_review.answers.items() if key != "email"}
    Submission.objects.filter(pk=report_under_review.pk).update(answers=answers)
    assert "no mail goes out" in seen(noor, report_under_review)
    response = post(noor, report_under_review, "message", text="The library has cameras.")
    shown = [str(each) for each in get_messages(response.wsgi_request)]
    assert shown == ["Your message is with the report. No mail goes out: the report has no e-mail address."]


def test_a_message_that_cannot_go_is_kept(report_under_review, noor, post):
    response = post(noor, report_under_review, "message", text="   ")
    assert response.status_code == 422
    assert "Write your message." in response.content.decode()
    assert not Message.objects.exists()


def test_a_clerk_tries_a_failed_effect_again(approved_report, cleo, noor, post, seen):
    row = FollowUp.objects.get(submission=approved_report, kind="letter_approved")
    FollowUp.objects.filter(pk=row.pk).update(state="dead", error="no such mailbox")
    assert "no such mailbox" in seen(noor, approved_report)
    place = f"effects/{row.pk}/again"
    post(noor, approved_report, place)
    assert FollowUp.objects.get(pk=row.pk).state == "dead"
    post(cleo, approved_report, place)
    assert FollowUp.objects.get(pk=row.pk).state == "pending"
    assert Event.objects.get(kind="replay").data == {"effect": "letter_approved", "follow_up": row.pk}


def test_after_a_decision_the_next_report_is_at_hand(report_under_review, noor, ravi, theft_type, seen, post):
    from tests.workflows.desk.test_queue import send

    other = send(theft_type, 2)
    post(noor, report_under_review, "approve", offence="2140")
    assert f'href="/desk/{other.temporary_number}/" data-desk-next' in seen(noor, report_under_review)
