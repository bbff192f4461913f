"""Beside the editor of a survey: what keeps it from being published, how it reads, which answers it takes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from forms.compile import stored
from forms.surveys.models import SurveyPage
from tests.forms.editor import no_comments, stream
from workflows.models import Survey

FIRST = "steps-0-value-items-0-value"


@pytest.fixture
def page(surveys: dict[str, Survey]) -> SurveyPage:
    """The survey after the decision, in English."""
    return SurveyPage.objects.get(key="after-the-decision", locale__language_code="en")


@pytest.fixture
def as_dana(dana: User, signed_in: Callable[[User], Client]) -> Client:
    """Dana, signed in."""
    return signed_in(dana)


def form_of(page: SurveyPage, **changed: Any) -> dict[str, Any]:
    names = ("title", "slug", "summary", "moment", "minutes", "key", "seo_title", "search_description")
    data = {name: getattr(page, name) for name in names} | no_comments()
    data |= {"privacy_notice": page.privacy_notice_id}
    data |= dict(stream(page.steps.stream_block, stored(page, "steps"), "steps"))
    return {name: value for name, value in {**data, **changed}.items() if value is not None}


def told(client: Client, page: SurveyPage, **changed: Any) -> str:
    answer = client.post(reverse("reportforms_survey_check", args=[page.pk]), form_of(page, **changed))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_editor_has_the_panel(page: SurveyPage, as_dana: Client) -> None:
    html = as_dana.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'data-form-check="{reverse("reportforms_survey_check", args=[page.pk])}"' in html


def test_a_new_survey_has_it_too_and_says_when_it_begins(page: SurveyPage, as_dana: Client) -> None:
    names = (page._meta.app_label, page._meta.model_name)
    add = reverse("wagtailadmin_pages:add", args=[*names, page.get_parent().pk])
    html = as_dana.get(add).content.decode()
    assert 'data-form-check=""' in html
    assert "Once the draft is saved, the check begins" in html


def test_a_survey_that_holds_is_clear_and_says_how_it_reads_and_what_it_takes(
    page: SurveyPage, as_dana: Client
) -> None:
    html = told(as_dana, page)
    assert "Nothing keeps the form from being published." in html
    assert "Reading ease" in html
    first = page.steps[0].value["items"][0].value
    assert f'<th scope="row">{first["label"]["en"]}</th>' in html
    assert first["choices"][0]["label"]["en"] in html


def test_what_blocks_is_said_of_the_unsaved_form_and_leads_to_its_box(
    page: SurveyPage, as_dana: Client
) -> None:
    html = told(as_dana, page, **{f"{FIRST}-label-fr": "", f"{FIRST}-required": "on"})
    assert 'data-blocking="2"' in html
    assert "the text is missing in one language: French" in html
    step, item = page.steps[0].id, page.steps[0].value["items"][0].id
    assert f'data-check-path="steps.{step}.items.{item}.label.fr"' in html
    page.refresh_from_db()
    assert not page.has_unpublished_changes


def test_what_leans_on_a_colour_is_advice(page: SurveyPage, as_dana: Client) -> None:
    html = told(as_dana, page, summary="Press the green button.")
    assert "“the green button”: say it without the colour too" in html


def test_the_saved_draft_has_a_check_of_its_own_and_the_french_page_leads_there(
    page: SurveyPage, as_dana: Client
) -> None:
    address = reverse("reportforms_survey_check_saved", args=[page.pk])
    assert "Which answers it takes" in as_dana.get(address).content.decode()
    french = reverse("reportforms_survey_check_saved", args=[page.twins.get().pk])
    assert as_dana.get(french)["Location"] == address


def test_who_may_not_edit_the_page_sees_no_check(
    page: SurveyPage, noor: User, signed_in: Callable[[User], Client]
) -> None:
    address = reverse("reportforms_survey_check_saved", args=[page.pk])
    assert signed_in(noor).get(address).status_code in (302, 403)
