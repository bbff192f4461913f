"""An editor changes, takes down or deletes a report type while a citizen fills it in: the citizen notices nothing."""

from collections.abc import Callable

import pytest

from forms.models import ReportTypePage
from forms.portable import content_of
from tests.definitions import theft
from tests.forms.test_edits_while_citizens_write import EDITS, Body
from tests.forms.walking import ITEM, PLACE, YOU, Camille, Page
from workflows.models import ReportType, Status, Submission


def half_way(camille: Camille) -> Page:
    """Camille has told where it was and what is gone, and has the story before her."""
    page = camille.fill(camille.begin(), more=PLACE)
    return camille.fill(page, more=ITEM)


def ends_as_it_began(camille: Camille, page: Page) -> None:
    """She goes on from the page that she has open, sends it, and every answer is in the report."""
    before = Submission.objects.get()
    page = camille.fill(page, story="The lock was cut.")
    page = camille.fill(page, **YOU)
    page = camille.fill(page, declaration="true")
    assert "Your report is sent" in page.text
    report = Submission.objects.get()
    assert report.status == Status.SUBMITTED
    assert report.form_version_id == before.form_version_id
    assert report.dropped == {}
    assert {key: report.answers[key] for key in before.answers} == before.answers
    assert (report.answers["story"], report.answers["last_name"]) == ("The lock was cut.", "Desrosiers")


@pytest.mark.parametrize("edit", EDITS)
def test_a_published_change_does_not_reach_an_open_form(
    camille: Camille, theft_page: ReportTypePage, edit: Callable[[Body], None]
) -> None:
    open_page = half_way(camille)
    body = theft()
    edit(body)
    draft = theft_page.get_latest_revision_as_object()
    for name, value in content_of(body).items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    newest = ReportType.objects.get(key="theft").current_version_id
    assert newest != Submission.objects.get().form_version_id
    ends_as_it_began(camille, open_page)


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_a_page_that_goes_away_in_both_languages_takes_no_answer_with_it(
    camille: Camille, theft_page: ReportTypePage, how: str
) -> None:
    open_page = half_way(camille)
    for page in (theft_page.twins.get(), theft_page):
        getattr(ReportTypePage.objects.get(pk=page.pk), how)()
    ends_as_it_began(camille, open_page)
