"""Each type says how an unfinished report is come back to: a code and a link, or a code on paper alone."""

from collections.abc import Callable

import pytest
from django.test import Client

from forms.models import ReportTypePage
from tests.definitions import theft
from tests.forms.walking import Camille, Page
from workflows.models import EmailLink, Submission

YOU = "/en/report/theft/you/"


@pytest.fixture
def walk(make_type: Callable[..., ReportTypePage], client: Client) -> Callable[[str], Page]:
    """Camille gave an address and saves for later; what is then shown."""

    def to_the_code(mode: str) -> Page:
        make_type(theft(resume=mode))
        camille = Camille(client)
        camille.begin()
        camille.fill(camille.get(YOU), first_name="Camille", last_name="D.", email="camille@example.org")
        return camille.get("resume/")

    return to_the_code


@pytest.mark.parametrize(
    ("mode", "words"),
    [("code_and_link", "with a code or a link by e-mail"), ("code", "with a code that you note")],
)
def test_the_start_page_says_which(
    make_type: Callable[..., ReportTypePage], client: Client, mode: str, words: str
) -> None:
    make_type(theft(resume=mode))
    assert words in Camille(client).get().text


def test_a_link_is_offered_where_the_type_has_one(walk: Callable[[str], Page]) -> None:
    assert "Send me a link" in walk("code_and_link").text


def test_a_code_on_paper_offers_no_link_and_sends_none(walk: Callable[[str], Page], client: Client) -> None:
    page = walk("code")
    assert "Send me a link" not in page.text
    assert "not sent yet" in page.text
    assert "testserver/en/resume/" in page.text
    client.post("/en/report/theft/resume/", {"mail": "1"})
    assert not EmailLink.objects.exists()


def test_a_code_on_paper_opens_the_draft_elsewhere(walk: Callable[[str], Page]) -> None:
    page = walk("code")
    code = page.tree.xpath("//*[@class='number__value']")[0].text_content()
    opened = Client().post("/en/resume/", {"resume_code": code})
    assert opened["Location"].startswith("/en/report/theft/")
    assert Submission.objects.get().resume_code_hash
