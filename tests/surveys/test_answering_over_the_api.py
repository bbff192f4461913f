"""Surveys over the API: what is asked, answering by code, and the one answer right after sending."""

from typing import Any

from django.test import Client

from workflows.drafts import token_of
from workflows.models import Submission, Survey, SurveyResponse

Surveys = dict[str, Survey]
ANSWER = "/api/v1/surveys/after-the-decision/responses"


def post(address: str, body: Any, token: str = "") -> Any:
    headers = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
    return Client().post(address, body, content_type="application/json", **headers)


def test_lists_what_is_asked_now(surveys: Surveys) -> None:
    found = Client().get("/api/v1/surveys?language=fr").json()["items"]
    assert [each["key"] for each in found] == ["after-the-decision", "effort"]
    assert found[0]["title"] == "Comment avons-nous fait?"
    body = Client().get(found[0]["definition"]["href"]).json()
    assert [step["key"] for step in body["steps"]] == ["reporting", "handling", "next-time"]


def test_a_code_answers_once(code: str) -> None:
    answered = post(ANSWER, {"code": code, "answers": {"ease": "score_4", "comment": "Call 204-555-0188"}})
    assert answered.status_code == 201
    kept = SurveyResponse.objects.get().answers
    assert kept["ease"] == "score_4"
    assert "555" not in kept["comment"]
    again = post(ANSWER, {"code": code, "answers": {"ease": "score_4"}})
    assert again.status_code == 404


def test_what_is_not_offered_is_refused_and_the_code_stays_good(code: str) -> None:
    wrong = post(ANSWER, {"code": code, "answers": {"ease": "score_9"}})
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "/ease")
    assert post(ANSWER, {"code": code, "answers": {"ease": "score_3"}}).status_code == 201


def test_after_sending_one_answer_is_kept(surveys: Surveys, submitted_report: Submission) -> None:
    address, token = f"/api/v1/drafts/{submitted_report.public_id}/survey", token_of(submitted_report)
    assert post(address, {"answers": {"ease": "score_5"}}, token).status_code == 201
    assert post(address, {"answers": {"ease": "score_1"}}, token).status_code == 409
    assert SurveyResponse.objects.get().answers == {"ease": "score_5"}


def test_a_draft_that_is_not_sent_is_not_asked(surveys: Surveys, draft: Submission) -> None:
    address = f"/api/v1/drafts/{draft.public_id}/survey"
    assert post(address, {"answers": {"ease": "score_5"}}, token_of(draft)).status_code == 409
    assert post(address, {"answers": {"ease": "score_5"}}, "0" * 64).status_code == 404
