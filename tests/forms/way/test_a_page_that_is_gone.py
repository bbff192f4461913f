"""An open draft can be finished whatever happened to its page."""

import pytest

from forms.models import ReportTypePage
from tests.forms.walking import Camille
from workflows.drafts import resume_code_of
from workflows.models import Status, Submission


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_what_is_typed_while_the_page_goes_is_saved_and_can_be_sent(
    camille: Camille, theft_page: ReportTypePage, how: str
) -> None:
    page = camille.up_to_check()
    page = camille.get("story/")
    getattr(theft_page, how)()
    page = camille.fill(page, story="Typed while the page went away")
    assert Submission.objects.get().answers["story"] == "Typed while the page went away"
    page = camille.fill(page, last_name="Okimaw")
    page = camille.fill(page, declaration="true")
    assert Submission.objects.get().status == Status.SUBMITTED
    assert "Your report is sent" in page.text


def test_the_code_opens_a_draft_whose_page_is_gone(
    camille: Camille, elsewhere: Camille, theft_page: ReportTypePage
) -> None:
    camille.begin()
    theft_page.delete()
    code = resume_code_of(Submission.objects.get())
    page = elsewhere.fill(elsewhere.get("/en/resume/"), resume_code=code)
    assert page.url == "/en/continue/theft/place/"
    assert page.status == 200


def test_nobody_begins_on_a_page_that_is_down(camille: Camille, theft_page: ReportTypePage) -> None:
    theft_page.unpublish()
    assert camille.get("begin/").status == 404
    assert camille.client.post("/en/report/theft/begin/", {"in_danger": "no"}).status_code == 404


def test_a_stranger_is_told_nothing_is_here(elsewhere: Camille, theft_page: ReportTypePage) -> None:
    theft_page.delete()
    assert elsewhere.get("story/").status == 404
    assert elsewhere.get("/en/continue/theft/story/").url == "/en/resume/"
