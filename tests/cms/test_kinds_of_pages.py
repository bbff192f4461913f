"""Kinds of pages: step by step, news with a feed, advice tied to report types, the register of privacy notices."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils.translation import override

from cms.models import (
    AdvicePage,
    ListedPage,
    NewsListPage,
    NewsPage,
    PrivacyNotice,
    StepByStepPage,
    advice_for,
)

pytestmark = pytest.mark.usefixtures("site")
ATOM = "{http://www.w3.org/2005/Atom}"


def main_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    html = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_each_step_has_a_page_with_its_place_and_its_neighbours(client: Client) -> None:
    html = main_of(client, "/en/after-you-report/2/")
    assert "Step 2 of 6" in html
    assert re.findall(r"<h1[^>]*>([^<]*)</h1>", html) == ["An officer reads your report"]
    assert re.findall(r'href="([^"]*)" rel="(prev|next)"', html) == [
        ("/en/after-you-report/1/", "prev"),
        ("/en/after-you-report/3/", "next"),
    ]


def test_the_first_page_lists_the_steps_and_all_of_them_can_be_had_at_once(client: Client) -> None:
    assert main_of(client, "/en/after-you-report/").count('<li><a href="/en/after-you-report/') == 6
    assert main_of(client, "/en/after-you-report/all/").count('<h2 class="whole-step__title"') == 6
    assert b"<title>All steps on one page \xe2\x80\x93 " in client.get("/en/after-you-report/all/").content


@pytest.mark.parametrize("part", ["0/", "7/", "01/", "x/", "1/2/"])
def test_a_step_that_is_not_there_is_not_found(client: Client, part: str) -> None:
    assert client.get(f"/en/after-you-report/{part}").status_code == 404


def test_an_editor_may_have_all_steps_on_one_page(client: Client) -> None:
    page = StepByStepPage.objects.get(slug="after-you-report")
    page.layout = "one"
    page.save()
    assert "whole-step" in main_of(client, "/en/after-you-report/")
    assert client.get("/en/after-you-report/1/").status_code == 404


def add_news(count: int) -> None:
    above = NewsListPage.objects.get(slug="news")
    for number in range(count):
        above.add_child(
            instance=NewsPage(
                title=f"Piece {number}",
                lead="What <b>happened</b>.",
                date=date(2026, 1, 1 + number),
                locale=above.locale,
            )
        )


def test_news_are_listed_the_latest_first_ten_on_a_page(client: Client) -> None:
    add_news(12)
    html = main_of(client, "/en/news/")
    assert re.findall(r"Piece \d+", html)[:2] == ["Piece 11", "Piece 10"]
    assert 'href="?page=2" rel="next"' in html
    assert "Piece 0" in main_of(client, "/en/news/?page=2")
    assert "Piece 0" in main_of(client, "/en/news/?page=99")


def test_news_can_be_followed_as_a_feed(client: Client) -> None:
    add_news(2)
    response = client.get("/en/news/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(response.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries][-2:] == ["Piece 1", "Piece 0"]
    assert '/en/news/feed/"' in client.get("/en/news/").content.decode()


def test_advice_is_tied_to_a_matter_in_both_languages() -> None:
    found = {}
    for matter in ListedPage.objects.all():
        with override(matter.locale.language_code):
            found[matter.locale.language_code] = [page.title for page in advice_for(matter)]
    assert found == {"en": ["Protect your bicycle"], "fr": ["Protéger son vélo"]}


def test_advice_leads_to_the_matters_that_it_is_about(client: Client) -> None:
    assert "Vol de vélo" in main_of(client, "/fr/prevention-et-soutien/proteger-son-velo/")


def test_advice_that_is_not_published_is_not_shown() -> None:
    AdvicePage.objects.get(slug="protect-your-bicycle").unpublish()
    assert not advice_for(ListedPage.objects.get(locale__language_code="en"))


def test_the_register_has_every_privacy_notice_in_the_language_of_the_page(client: Client) -> None:
    PrivacyNotice.objects.create(
        key="page-feedback",
        title_en="Page feedback",
        title_fr="Commentaires",
        purpose_en="To improve this site.",
        purpose_fr="Améliorer ce site.",
        phone="204-555-0120",
        **{f"{name}_{code}": name for name in ("authority", "officer", "address") for code in ("en", "fr")},
    )
    html = main_of(client, "/fr/vie-privee/avis/")
    assert "Commentaires" in html
    assert "Améliorer ce site." in html
    assert "alinéa 36(1)b)" in html
    assert "To improve" not in html
