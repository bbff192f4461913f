"""Search in the finder: as people write, with wrong letters, without accents, in either language."""

from collections.abc import Callable

import pytest
from django.test import Client

from forms.finder.searching import QUESTIONS, WORDS, Entry, is_typo, tells_apart
from forms.models import FinderPage, ReportTypePage
from tests.forms.walking import Page


@pytest.fixture(autouse=True)
def _words(finder: FinderPage, theft_page: ReportTypePage, damage_page: ReportTypePage) -> None:
    theft_page.keywords_en, theft_page.keywords_fr = "stolen, robbed, bike", "volé, cambriolé, vélo"
    theft_page.save_revision().publish()


@pytest.fixture
def found(client: Client) -> Callable[..., list[str]]:
    """Search, and return where the results lead."""

    def search(query: str, address: str = "/en/find/") -> list[str]:
        page = Page(client.get(address, {"q": query}))
        return list(page.tree.xpath("//section[@class='finder__found']//h3//a/@href"))

    return search


@pytest.mark.parametrize(
    "query",
    [
        "stolen",
        "My BIKE was stolen!",
        "bikes",
        "stollen",
        "robed",
        "bicycle",
        "vélo",
        "Theft",
        "serial number",
    ],
)
def test_finds_a_type_by_its_words(found: Callable[..., list[str]], query: str) -> None:
    assert found(query)[0] == "/en/report/theft/"


@pytest.mark.parametrize("query", ["VOLE", "velo", "On m'a volé mon vélo", "cambriole"])
def test_finds_it_in_french_without_accents(found: Callable[..., list[str]], query: str) -> None:
    assert found(query, "/fr/trouver/")[0] == "/fr/report/vol/"


def test_a_word_that_every_type_asks_about_leads_nowhere() -> None:
    asking = Entry(words={"house": QUESTIONS, "bicycle": WORDS})
    others = [Entry(words={"house": QUESTIONS}) for _number in range(3)]
    assert not tells_apart("house", [asking, *others])
    assert tells_apart("bicycle", [asking, *others])
    assert tells_apart("house", [asking, *(Entry() for _number in range(3))])


def test_finds_other_bodies_and_emergencies(found: Callable[..., list[str]]) -> None:
    assert found("autopac")[0] == "/en/find/insurer/"
    assert found("he has a weapon")[0] == "/en/find/danger/"


def test_finds_by_the_answers_of_the_guided_choice(found: Callable[..., list[str]]) -> None:
    assert found("parked")[0] == "/en/find/insurer/"


@pytest.mark.parametrize("query", ["zzzz", "the and of", "%", "\x00", "a" * 300, "🚲"])
def test_says_what_to_do_when_nothing_fits(client: Client, query: str) -> None:
    page = Page(client.get("/en/find/", {"q": query}))
    assert "Nothing fits" in page.text
    assert "If somebody is in danger, call 911" in page.text
    assert "Answer a few questions instead" in page.text


def test_what_is_searched_is_kept_out_of_search_engines(client: Client) -> None:
    assert b'name="robots" content="noindex"' in client.get("/en/find/", {"q": "theft"}).content


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("stolen", "stollen"),
        ("stolen", "stoln"),
        ("stolen", "stelen"),
        ("stolen", "sotlen"),
        ("fraud", "frauds"),
    ],
)
def test_one_letter_wrong_is_a_typo(one: str, other: str) -> None:
    assert is_typo(one, other)
    assert is_typo(other, one)


@pytest.mark.parametrize(("one", "other"), [("stolen", "fallen"), ("bike", "hike"), ("phone", "stone")])
def test_another_word_is_none(one: str, other: str) -> None:
    assert not is_typo(one, other)
