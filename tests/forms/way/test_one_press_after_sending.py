"""Right after sending, one press says how easy it was: without JavaScript, once a report, kept without the report."""

import pytest

from cms.models import HomePage, PrivacyNotice
from forms.demo.survey_pages import publish_survey
from forms.demo.surveys import EFFORT
from forms.surveys.models import SurveyPage
from tests.forms.walking import Camille, Page
from workflows.models import SurveyResponse

QUESTION = "How easy was it to make this report?"


@pytest.fixture
def effort(camille: Camille) -> SurveyPage:
    """The survey of one press, published."""
    parents = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    return publish_survey(EFFORT, parents, PrivacyNotice.objects.get())


def press(camille: Camille, token: str) -> Page:
    return Page(camille.client.post(camille.base + "sent/", {"ease": token}, follow=True))


def test_one_press_is_kept_without_the_report(camille: Camille, effort: SurveyPage) -> None:
    sent = camille.send()
    assert [each.get("value") for each in sent.tree.xpath("//*[@name='ease']")] == [
        f"score_{point}" for point in (5, 4, 3, 2, 1)
    ]
    page = press(camille, "score_4")
    assert "Your answer is kept" in page.text
    kept = SurveyResponse.objects.get()
    assert (kept.answers, kept.type_key, kept.language) == ({"ease": "score_4"}, "theft", "en")


def test_a_second_press_changes_nothing(camille: Camille, effort: SurveyPage) -> None:
    camille.send()
    press(camille, "score_4")
    press(camille, "score_1")
    assert SurveyResponse.objects.get().answers == {"ease": "score_4"}


def test_what_is_not_offered_is_not_kept(camille: Camille, effort: SurveyPage) -> None:
    camille.send()
    assert QUESTION in press(camille, "score_9").text
    assert not SurveyResponse.objects.exists()


def test_nothing_is_asked_while_no_survey_is_published(camille: Camille) -> None:
    assert QUESTION not in camille.send().text


def test_nothing_is_asked_once_it_is_taken_down(camille: Camille, effort: SurveyPage) -> None:
    effort.unpublish()
    assert QUESTION not in camille.send().text
