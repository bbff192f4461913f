"""Publishing a survey is a gate: a version like a report type's, and nothing that would say who somebody is."""

import copy
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from forms.demo.parts import both, question
from forms.demo.surveys import AFTER
from forms.portable import steps_of
from forms.surveys.models import SurveyPage
from workflows.definition_schema import definition_schema
from workflows.models import FormVersion, Survey

Surveys = dict[str, Survey]


@pytest.fixture
def page(surveys: Surveys) -> SurveyPage:
    """The survey after the decision, in English."""
    return SurveyPage.objects.get(key="after-the-decision", locale__language_code="en")


def with_question(page: SurveyPage, asked: dict[str, Any]) -> SurveyPage:
    steps = copy.deepcopy(AFTER.steps)
    steps[0]["items"].append(asked)
    page.steps = SurveyPage(steps=steps_of(steps)).steps
    return page


def refusal(page: SurveyPage) -> str:
    with pytest.raises(ValidationError) as refused:
        page.save()
    return " ".join(refused.value.messages)


def test_publishing_makes_a_version_and_publishes_both_languages(surveys: Surveys) -> None:
    version = surveys["after-the-decision"].current_version
    assert version is not None
    assert (version.number, version.report_type, len(version.digest)) == (1, None, 64)
    assert version.definition["title"] == AFTER.title
    assert SurveyPage.objects.live().filter(locale__language_code="fr").count() == 2


def test_a_version_is_a_definition_like_any_other(surveys: Surveys, client: Client) -> None:
    import jsonschema

    version = surveys["after-the-decision"].current_version
    assert version is not None
    jsonschema.validate(version.definition, definition_schema())
    served = client.get(f"/api/v1/definitions/{version.digest}")
    assert served.json()["key"] == "after-the-decision"


def test_publishing_unchanged_adds_no_version(page: SurveyPage) -> None:
    page.save_revision().publish()
    assert FormVersion.objects.filter(survey__key="after-the-decision").count() == 1


@pytest.mark.parametrize("kind", ["person", "email", "address", "file", "signature"])
def test_a_question_that_says_who_somebody_is_is_refused(page: SurveyPage, kind: str) -> None:
    asked = question("who", kind, both("Who?", "Qui?"), required=False)
    assert "does not ask who somebody is" in refusal(with_question(page, asked))


def test_a_question_that_must_be_answered_is_refused(page: SurveyPage) -> None:
    asked = question("must", "short_text", both("Must?", "Obligé?"))
    assert "can be left out" in refusal(with_question(page, asked))


def test_a_missing_language_is_refused(page: SurveyPage) -> None:
    asked = question("half", "short_text", both("Half?", ""), required=False)
    assert "missing in one language" in refusal(with_question(page, asked))


def test_what_is_asked_after_sending_is_one_press(surveys: Surveys) -> None:
    page = SurveyPage.objects.get(key="effort", locale__language_code="en")
    page.steps = SurveyPage(steps=steps_of(AFTER.steps)).steps
    assert "one question is asked, with one press" in refusal(page)


def test_two_surveys_are_not_asked_at_one_moment(page: SurveyPage) -> None:
    Survey.objects.filter(key="effort").update(moment="after_decision")
    assert "is asked at this moment already" in refusal(page)


def test_taking_the_page_down_closes_the_survey(page: SurveyPage, client: Client) -> None:
    page.unpublish()
    assert not Survey.objects.get(key="after-the-decision").is_open
    page.save_revision().publish()
    assert Survey.objects.get(key="after-the-decision").is_open


def test_deleting_the_page_closes_the_survey_and_keeps_it(page: SurveyPage) -> None:
    page.delete()
    assert not Survey.objects.get(key="after-the-decision").is_open


def test_a_published_key_stays(page: SurveyPage) -> None:
    page.key = "another"
    assert "stays as it is" in refusal(page)


def test_the_public_page_says_what_the_survey_is(client: Client, page: SurveyPage) -> None:
    shown = client.get(page.url)
    assert AFTER.summary["en"] in shown.content.decode()
    assert not shown.cookies
