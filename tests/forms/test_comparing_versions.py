"""Two versions of a report type side by side: the question that changed, in words, and not the whole form."""

from collections.abc import Callable

from django.test import Client

from accounts.models import User
from forms.models import ReportTypePage
from tests.cms.comparison import compared


def test_a_question_shows_its_change_and_not_the_whole_form(
    theft_page: ReportTypePage, pat: User, signed_in: Callable[[User], Client]
) -> None:
    page = theft_page.get_latest_revision_as_object()
    question = page.steps[0].value["items"][0].value
    before = question["required"]
    question["required"] = not before
    page.save_revision()
    words = compared(signed_in(pat), page)
    assert ("[Yes][No]" if before else "[No][Yes]") in words
    assert "True" not in words
    assert page.steps[-1].value["title"]["en"] not in words
