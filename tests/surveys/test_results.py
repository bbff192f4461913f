"""Results: how each question was answered, one grouping at a time, small cells hidden on screen, in CSV and API."""

import csv
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.tokens import issue
from workflows.models import Event, Survey, SurveyInvitation, SurveyResponse
from workflows.surveys.results import results_of
from workflows.working_days import local_day

SignIn = Callable[[User], Client]
RESULTS = "/admin/surveys/after-the-decision/"


@pytest.fixture
def answered(surveys: dict[str, Survey]) -> Survey:
    """Forty invitations; twenty-six people answered, three of them in French."""
    survey = surveys["after-the-decision"]
    common = {"survey": survey, "version": survey.current_version, "week": local_day(), "type_key": "theft"}
    rows = [("en", "score_5")] * 12 + [("en", "score_4")] * 11 + [("fr", "score_4")] * 3
    SurveyResponse.objects.bulk_create(
        SurveyResponse(**common, language=language, answers={"ease": ease, "comment": f"Words {at}."})
        for at, (language, ease) in enumerate(rows)
    )
    states = ["answered"] * 26 + ["sent"] * 9 + ["refused"] * 5
    SurveyInvitation.objects.bulk_create(
        SurveyInvitation(**common, language="en", way="email", state=state, expires_on=local_day())
        for state in states
    )
    return survey


def ease_of(survey: Survey, by: str = "") -> Any:
    return next(each for each in results_of(survey, by, "en").questions if each.key == "ease")


def test_each_choice_has_its_count_and_share(answered: Survey) -> None:
    ease = ease_of(answered)
    counts = {row.token: row.count for row in ease.rows}
    assert ease.n == 26
    assert counts["score_1"] is None
    assert ease.mean == 4.5


def test_the_rate_counts_what_was_delivered(answered: Survey) -> None:
    rate = results_of(answered, "", "en").rate
    assert (rate.sent, rate.refused, rate.answered, rate.percent) == (40, 5, 26, 74)


def test_a_small_group_is_hidden_and_cannot_be_got_by_subtraction(answered: Survey) -> None:
    ease = ease_of(answered, "language")
    assert results_of(answered, "language", "en").groups == ["English", "French"]
    assert ease.by_n == [None, None]
    assert all(cell is None for row in ease.rows for cell in row.by)


def test_fewer_than_five_answers_show_nothing(surveys: dict[str, Survey]) -> None:
    survey = surveys["after-the-decision"]
    version = survey.current_version
    for _time in range(4):
        SurveyResponse.objects.create(
            survey=survey, version=version, language="en", week=local_day(), answers={"ease": "score_5"}
        )
    assert results_of(survey, "", "en").n is None
    assert ease_of(survey).n is None


def test_analysts_see_the_screen_and_the_csv_hides_the_same(
    answered: Survey, signed_in: SignIn, ana: User
) -> None:
    client = signed_in(ana)
    assert "26 people answered." in client.get(RESULTS).content.decode()
    table = client.get(f"{RESULTS}results.csv?by=language").content.decode("utf-8-sig")
    rows = [row for row in csv.reader(table.splitlines()) if row[0].startswith("How easy")]
    assert all(cell == "hidden" for row in rows for cell in row[4:])
    assert Event.objects.filter(kind="survey_exported").count() == 1


def test_open_texts_are_read_by_who_may_and_that_is_kept(
    answered: Survey, signed_in: SignIn, ana: User
) -> None:
    client = signed_in(ana)
    assert "Words 3." not in client.get(RESULTS).content.decode()
    assert "Words 3." in client.get(f"{RESULTS}?texts=1").content.decode()
    assert Event.objects.get(kind="open_texts_read").data["count"] == 26


def test_editors_see_numbers_but_no_words_and_no_file(
    answered: Survey, signed_in: SignIn, dana: User
) -> None:
    client = signed_in(dana)
    assert "Words 3." not in client.get(f"{RESULTS}?texts=1").content.decode()
    assert client.get(f"{RESULTS}results.csv").status_code in {302, 403}


def test_reviewers_have_no_business_here(answered: Survey, signed_in: SignIn, noor: User) -> None:
    assert "26 people" not in signed_in(noor).get(RESULTS, follow=True).content.decode()


def test_the_api_gives_the_same_to_staff_with_the_permission(answered: Survey, ana: User, noor: User) -> None:
    _row, token = issue(ana, name="numbers")
    call = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    found = Client().get("/api/v1/surveys/after-the-decision/results?by=language", **call).json()
    assert (found["n"], found["groups"]) == (26, ["English", "French"])
    assert found["questions"][0]["by_n"] == [None, None]
    _row, other = issue(noor, name="none")
    refused = Client().get("/api/v1/surveys/effort/results", HTTP_AUTHORIZATION=f"Bearer {other}")
    assert refused.status_code == 403
