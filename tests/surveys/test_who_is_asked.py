"""Some four weeks after the decision one message asks how it went; then nothing knows whose invitation it was."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage

from accounts.models import User
from integrations.outcomes import GiveUp, TryAgain
from integrations.texts.send import LONGEST
from tests.definitions import question, step, theft
from tests.surveys.conftest import invite
from workflows.actions import approve_report, reject_report, reopen_report
from workflows.models import (
    FollowUp,
    FormVersion,
    RejectionReason,
    ReviewPolicy,
    Submission,
    Survey,
    SurveyInvitation,
    SurveyPlan,
)
from workflows.surveys import codes, inviting, messages
from workflows.surveys.planning import drawn_day, plan_survey, send_due
from workflows.working_days import local_day

Surveys = dict[str, Survey]


def test_draws_the_day_once_between_25_and_30_days_after_the_decision(approved_report: Submission) -> None:
    plan = SurveyPlan.objects.get(submission=approved_report)
    assert 25 <= (plan.send_on - local_day()).days <= 30


def test_every_day_of_the_span_can_be_drawn() -> None:
    drawn = {(drawn_day(local_day(), 28) - local_day()).days for _time in range(400)}
    assert drawn == set(range(25, 31))


def test_asks_after_a_rejection_too_but_not_when_it_was_taken_back(
    report_under_review: Submission, noor: User, ines: User
) -> None:
    reason = RejectionReason.objects.get(token="needs_an_officer")
    seen = report_under_review.version
    rejected = reject_report(report_under_review, by=noor, seen=seen, reason=reason, text="Call us.")
    assert SurveyPlan.objects.filter(submission=rejected).exists()
    reopen_report(rejected, by=ines, seen=rejected.version, reason="Appeal.")
    assert not SurveyPlan.objects.exists()


def test_nobody_is_asked_before_the_day(surveys: Surveys, approved_report: Submission) -> None:
    assert send_due(local_day() + timedelta(days=24)) == 0
    assert not FollowUp.objects.filter(kind="survey").exists()


def test_a_policy_that_says_no_plans_nothing(
    report_under_review: Submission, noor: User, offence: Any
) -> None:
    ReviewPolicy.objects.update(follow_up_days=0)
    fresh = Submission.objects.get(pk=report_under_review.pk)
    approve_report(fresh, by=noor, seen=fresh.version, offence=offence)
    assert not SurveyPlan.objects.exists()


def test_sends_one_mail_that_says_nothing_of_the_matter(
    due: SurveyPlan, mailoutbox: list[EmailMessage]
) -> None:
    invite(due.submission)
    (mail,) = [each for each in mailoutbox if "/survey/" in each.body]
    assert mail.to == ["camille@example.org"]
    assert "Theft" not in mail.body
    assert str(due.submission.permanent_number) not in mail.body + mail.subject
    assert "/en/survey/stop/#" in mail.body


def test_the_link_to_the_report_is_cut_when_the_mail_went(
    due: SurveyPlan, mailoutbox: list[EmailMessage]
) -> None:
    invite(due.submission)
    invitation = SurveyInvitation.objects.get()
    assert not SurveyPlan.objects.exists()
    assert invitation.state == "sent"
    assert (invitation.type_key, invitation.unit_key, invitation.decision) == (
        "theft",
        "online-reporting",
        "approved",
    )
    row = FollowUp.objects.get(kind="survey")
    assert row.data == {}
    names = {field.name for field in SurveyInvitation._meta.get_fields()}
    assert not {"submission", "report", "follow_up"} & names


def test_running_twice_sends_once(due: SurveyPlan, mailoutbox: list[EmailMessage]) -> None:
    invite(due.submission)
    FollowUp.objects.filter(kind="survey").update(state=FollowUp.State.PENDING)
    invite(due.submission)
    assert sum("/survey/" in each.body for each in mailoutbox) == 1
    assert SurveyInvitation.objects.count() == 1


def test_a_mail_server_that_is_away_is_tried_again_with_the_same_code(
    due: SurveyPlan, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_mail: Any) -> None:
        raise TryAgain("away")

    with monkeypatch.context() as broken:
        broken.setattr(inviting, "send_mail", away)
        invite(due.submission)
    before = SurveyInvitation.objects.get()
    FollowUp.objects.filter(kind="survey").update(due_at=due.submission.saved_at)
    invite(due.submission)
    after = SurveyInvitation.objects.get()
    assert (after.pk, after.token_hash, after.state) == (before.pk, before.token_hash, "sent")


def test_a_refused_mail_counts_as_refused_and_bothers_nobody(
    due: SurveyPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_mail: Any) -> None:
        raise GiveUp("no such mailbox")

    monkeypatch.setattr(inviting, "send_mail", refused)
    invite(due.submission)
    assert SurveyInvitation.objects.get().state == "refused"
    assert FollowUp.objects.get(kind="survey").state == FollowUp.State.DONE


def test_a_sending_that_was_cut_off_is_not_repeated_where_it_could_come_twice(
    due: SurveyPlan, mailoutbox: list[EmailMessage]
) -> None:
    SurveyPlan.objects.filter(pk=due.pk).update(state="sending")
    invite(due.submission)
    assert SurveyInvitation.objects.get().state == "sent"
    assert not [each for each in mailoutbox if "/survey/" in each.body]


def test_whoever_wants_no_more_surveys_gets_none(due: SurveyPlan, mailoutbox: list[EmailMessage]) -> None:
    codes.stop(codes.stop_code("Camille@Example.org"))
    invite(due.submission)
    assert not SurveyInvitation.objects.exists()
    assert not SurveyPlan.objects.exists()


def test_nobody_is_asked_without_a_published_survey(due: SurveyPlan) -> None:
    Survey.objects.update(is_open=False)
    invite(due.submission)
    assert not SurveyInvitation.objects.exists()


@pytest.fixture
def reached_by_text(report_under_review: Submission, settings: Any) -> Submission:
    """A report whose person asked to be reached by text message, of a site that sends them."""
    settings.TEXT_BACKEND = "integrations.texts.folder.FolderBackend"
    you = {"email": "camille@example.org", "phone": "+12045550142", "contact_by": "text"}
    asked = theft()
    asked["steps"].append(step("person", question("you", "person", required=False)))
    report_under_review.form_version = FormVersion(digest="x" * 64, canonical=json.dumps(asked))
    report_under_review.answers = {**report_under_review.answers, "you": you}
    return report_under_review


def test_who_is_reached_by_text_message_gets_one(reached_by_text: Submission) -> None:
    assert inviting.reach_of(reached_by_text) == inviting.Reach("text", "+12045550142")


def test_a_sensitive_matter_never_goes_by_text_message(reached_by_text: Submission) -> None:
    reached_by_text.policy.sensitive = True
    assert inviting.reach_of(reached_by_text) == inviting.Reach("email", "camille@example.org")


def test_the_text_message_fits_and_says_nothing_of_the_matter(due: SurveyPlan) -> None:
    invitation = SurveyInvitation(language="fr", expires_on=local_day())
    message = messages.text_of(invitation, codes.code_of(due), "+12045550142")
    assert len(message.text) < LONGEST
    assert "/fr/survey/#" in message.text


def test_nobody_is_asked_who_stays_anonymous(approved_report: Submission) -> None:
    approved_report.answers = {**approved_report.answers, "stay_anonymous": "yes"}
    assert inviting.reach_of(approved_report) is None
    SurveyPlan.objects.all().delete()
    assert plan_survey(approved_report) is None
