"""A link or a QR code fills in what its editor allowed; the person sees it, may change it, and is asked the rest."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from forms.models import ReportTypePage
from tests.definitions import both, choices, question, step, theft
from tests.forms.walking import Camille
from workflows.models import Submission

LINK = "/en/report/parking/begin/?what=bicycle&where=Library&source=poster-library"
NOTE = "Filled in by the link you followed."


@pytest.fixture
def parking(make_type: Callable[..., ReportTypePage]) -> ReportTypePage:
    """A type of two steps; a link may fill in two of its questions."""
    first = step("what", question("what", "one_of", choices=choices("bicycle", "car"), prefill=True))
    rest = step("where", question("where", "short_text", prefill=True), question("name", "short_text"))
    body = theft(key="parking", title=both("Parking"), steps=[first, rest])
    return make_type(body, {"en": "parking", "fr": "stationnement"})


@pytest.fixture
def camille(client: Client, parking: ReportTypePage) -> Camille:
    """Camille, who followed the poster."""
    return Camille(client, "/en/report/parking/")


def test_shows_what_the_link_filled_in_and_keeps_where_it_was_found(camille: Camille) -> None:
    first = camille.get(LINK)
    assert NOTE in first.text
    assert first.value("what") == "bicycle"
    second = camille.fill(first)
    assert NOTE in second.text
    assert second.value("where") == "Library"
    draft = Submission.objects.get()
    assert (draft.source, draft.prefilled) == ("poster-library", ["what", "where"])


def test_looking_at_the_link_leaves_no_session(camille: Camille) -> None:
    camille.get(LINK)
    assert "sessionid" not in camille.client.cookies
    assert not Submission.objects.exists()


def test_an_answer_that_the_person_changed_is_theirs(camille: Camille) -> None:
    second = camille.fill(camille.get(LINK), what="car")
    camille.fill(second, where="Station", name="Camille")
    draft = Submission.objects.get()
    assert draft.prefilled == []
    assert (draft.answers["what"], draft.answers["where"]) == ("car", "Station")


@pytest.mark.parametrize(
    "query",
    ["name=Noor", "what=boat", "stranger=1", "where=" + "x" * 9000, "what=bicycle%00", "source=../../etc"],
)
def test_passes_over_what_no_link_may_fill_in(camille: Camille, query: str) -> None:
    first = camille.get(f"/en/report/parking/begin/?{query}")
    assert first.status == 200
    assert NOTE not in first.text
    second = camille.fill(first, what="car")
    assert NOTE not in second.text
    draft = Submission.objects.get()
    assert (draft.prefilled, draft.source, draft.answers) == ([], "", {"what": "car"})


def test_checks_again_what_the_first_form_carries(camille: Camille) -> None:
    first = camille.get("begin/")
    forged: dict[str, Any] = {"what": "car", "more": {"prefill": "name=Noor&where=Hall", "source": "a b"}}
    camille.fill(first, **forged)
    draft = Submission.objects.get()
    assert (draft.prefilled, draft.source) == (["where"], "")
    assert "name" not in draft.answers


def test_beginning_another_report_keeps_what_the_link_brings(camille: Camille) -> None:
    camille.fill(camille.get("begin/"), what="car")
    offer = camille.get(LINK)
    anew = next(a.get("href") for a in offer.tree.xpath("//main//a") if "new=1" in a.get("href"))
    again = camille.get(anew)
    assert again.value("what") == "bicycle"
    assert NOTE in again.text
