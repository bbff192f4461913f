"""Answering a survey: the code opens it once, step by step, and what is kept says nothing of who answered."""

from typing import Any

import pytest
from django.test import Client

from tests.surveys.conftest import code_in, invite
from workflows.errors import NeverChanges
from workflows.models import Submission, SurveyInvitation, SurveyPlan, SurveyResponse
from workflows.working_days import local_day

ENTER = "/en/survey/"


def begin(client: Client, code: str) -> Any:
    return client.post(ENTER, {"code": code})


def answer_all(client: Client, code: str, **more: str) -> Any:
    """Go through all three steps as a browser does."""
    begin(client, code)
    client.post("/en/survey/questions/reporting/", {"ease": "score_5", "trouble": ["photos", "long"]})
    client.post("/en/survey/questions/handling/", {"satisfaction": "score_4", "told_next": "score_2"})
    return client.post("/en/survey/questions/next-time/", {"again": "yes", **more}, follow=True)


def test_looking_changes_nothing(client: Client, code: str) -> None:
    page = client.get(ENTER)
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    assert SurveyInvitation.objects.get().state == "sent"


def test_the_answers_are_kept_once_with_the_version(client: Client, code: str, surveys: Any) -> None:
    page = answer_all(client, code, comment="More photos.")
    assert "Thank you for your answers" in page.content.decode()
    response = SurveyResponse.objects.get()
    assert response.answers == {
        "ease": "score_5",
        "trouble": ["long", "photos"],
        "satisfaction": "score_4",
        "told_next": "score_2",
        "again": "yes",
        "comment": "More photos.",
    }
    assert response.digest == surveys["after-the-decision"].current_version.digest
    assert (response.type_key, response.language, response.week.weekday()) == ("theft", "en", 0)


def test_a_code_opens_the_survey_once(client: Client, code: str) -> None:
    answer_all(client, code)
    page = begin(client, code)
    assert page.status_code == 404
    assert SurveyResponse.objects.count() == 1


def test_nothing_leads_from_the_response_to_the_invitation_or_the_report(client: Client, code: str) -> None:
    answer_all(client, code)
    invitation = SurveyInvitation.objects.get()
    assert (invitation.state, invitation.token_hash, invitation.answers) == ("answered", None, {})
    names = {field.name for field in SurveyResponse._meta.get_fields()}
    assert not {"invitation", "submission", "token_hash", "created_at", "at"} & names


def test_unknown_used_and_expired_codes_look_the_same(client: Client, code: str) -> None:
    def main_of(page: Any) -> str:
        return str(page.content.decode().partition("<main")[2].partition("<form")[0])

    unknown = begin(client, "AAAA-BBBB-CCCC-DDDD")
    SurveyInvitation.objects.update(expires_on=local_day().replace(year=2020))
    expired = begin(client, code)
    assert (unknown.status_code, main_of(unknown)) == (expired.status_code, main_of(expired))


def test_steps_are_saved_as_they_are_answered(client: Client, code: str) -> None:
    begin(client, code)
    client.post("/en/survey/questions/reporting/", {"ease": "score_1"})
    other = Client()
    begin(other, code)
    page = other.get("/en/survey/questions/reporting/").content.decode()
    assert 'value="score_1" checked' in page


def test_words_lose_what_would_say_who_wrote_them(client: Client, code: str) -> None:
    answer_all(client, code, comment="Call me at 204-555-0188 or camille@example.org.")
    comment = SurveyResponse.objects.get().answers["comment"]
    assert "555" not in comment
    assert "@" not in comment


def test_an_empty_survey_is_not_kept(client: Client, code: str) -> None:
    begin(client, code)
    for step in ("reporting", "handling"):
        client.post(f"/en/survey/questions/{step}/", {})
    page = client.post("/en/survey/questions/next-time/", {})
    assert "Answer at least one question" in page.content.decode()
    assert not SurveyResponse.objects.exists()


def test_a_choice_that_is_not_offered_is_refused(client: Client, code: str) -> None:
    begin(client, code)
    page = client.post("/en/survey/questions/reporting/", {"ease": "score_9"})
    assert page.status_code == 422
    assert SurveyInvitation.objects.get().answers == {}


def test_without_a_code_the_questions_stay_closed(client: Client, surveys: Any) -> None:
    assert client.get("/en/survey/questions/reporting/")["Location"] == ENTER


def test_a_response_never_changes(client: Client, code: str) -> None:
    answer_all(client, code)
    response = SurveyResponse.objects.get()
    for change in (response.save, response.delete, SurveyResponse.objects.all().delete):
        with pytest.raises(NeverChanges):
            change()


def test_wrong_codes_lead_to_a_pause(client: Client, surveys: Any) -> None:
    pages = [begin(client, "AAAA-BBBB-CCCC-DDDD") for _time in range(21)]
    assert (pages[19].status_code, pages[20].status_code) == (404, 429)


def test_the_stop_link_ends_surveys_for_an_address(
    client: Client, due: SurveyPlan, mailoutbox: Any, submitted_report: Submission
) -> None:
    invite(due.submission)
    stop = mailoutbox[-1].body.partition("/survey/stop/#")[2].split()[0]
    page = client.post("/en/survey/stop/", {"code": stop})
    assert "We send you no more surveys" in page.content.decode()
    SurveyPlan.objects.create(submission=submitted_report, send_on=local_day(), nonce="n")
    from workflows.surveys.inviting import reach_of

    assert reach_of(submitted_report) is None


def test_the_mail_is_in_the_language_of_the_report(due: SurveyPlan, mailoutbox: Any) -> None:
    Submission.objects.filter(pk=due.submission.pk).update(language="fr")
    invite(due.submission)
    assert "/fr/survey/#" in mailoutbox[-1].body
    assert code_in(mailoutbox[-1].body).count("-") == 3
