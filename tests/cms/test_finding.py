"""Finding a page: the search, the sitemap, and the pages as data."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("site")


def test_accents_capitals_and_endings_do_not_matter(client: Client) -> None:
    for query in ("vélo", "velo", "VELO", "vél", "l’assureur", "l'assureur", "numero serie"):
        assert (
            "/fr/prevention-et-soutien/proteger-son-velo/"
            in client.get("/fr/search/", {"q": query}).content.decode()
        ), query


def test_a_search_stays_in_its_language(client: Client) -> None:
    assert "/fr/" not in re.sub(r"<header.*?</header>", "", results(client, "bicycle"), flags=re.DOTALL)


def results(client: Client, query: str) -> str:
    html = client.get("/en/search/", {"q": query}).content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_any_characters_may_be_typed(client: Client) -> None:
    for query in ('"', "* OR (", "a" * 500, "\x00", "%"):
        assert client.get("/en/search/", {"q": query}).status_code == 200


def test_a_search_that_finds_nothing_says_what_to_do(client: Client) -> None:
    assert "Try fewer words" in results(client, "zeppelin")


def test_a_matter_is_found_by_its_line(client: Client) -> None:
    assert "Bicycle theft" in results(client, "gone")


def test_the_sitemap_lists_every_page_with_its_twin(client: Client) -> None:
    xml = client.get("/sitemap.xml").content.decode()
    places = re.findall(r"<loc>http://testserver(.*?)</loc>", xml)
    assert len(places) == len(set(places)) > 50
    assert {"/en/", "/fr/", "/en/report/bicycle-theft/", "/fr/vie-privee/"} <= set(places)
    assert xml.count('hreflang="fr"') == xml.count('hreflang="en"') == len(places)
    assert "/en/after-you-report/2/" in places
    for place in places:
        response = client.get(place)
        assert (response.status_code, bool(response.cookies)) == (200, False)


def test_the_pages_can_be_read_as_data_in_both_languages(client: Client) -> None:
    listed = client.get("/api/v2/pages/?locale=fr&type=cms.ListedPage&fields=summary,minutes").json()
    assert [(item["title"], item["summary"], item["minutes"]) for item in listed["items"]] == [
        ("Vol de vélo", "Votre vélo a disparu.", 8)
    ]
    found = client.get("/api/v2/pages/?type=cms.InformationPage&slug=privacy&fields=body").json()["items"]
    assert found[0]["body"][0] == {**found[0]["body"][0], "type": "heading", "value": "Why we may ask"}


def test_the_data_cannot_be_written(client: Client) -> None:
    assert client.post("/api/v2/pages/", {}).status_code in {403, 405}


def test_a_result_says_what_it_is_and_where_the_words_are(client: Client) -> None:
    found = results(client, "serial")
    assert '<p class="results__kind">Advice</p>' in found
    assert "<mark>serial</mark>" in found


def test_an_apostrophe_is_no_word_of_its_own(client: Client) -> None:
    html = client.get("/fr/search/", {"q": "l’assureur"}).content.decode()
    assert "<mark>assureur</mark>" in html
    assert "<mark>L</mark>" not in html


def test_many_results_come_ten_at_a_time_with_what_was_asked(client: Client) -> None:
    first = client.get("/fr/search/", {"q": "de"}).content.decode()
    assert first.count('class="results__kind"') == 10
    assert 'href="?q=de&amp;page=2" rel="next"' in first
    assert 'rel="prev"' in client.get("/fr/search/?q=de&page=2").content.decode()


def test_who_finds_nothing_sees_what_people_report_most(client: Client) -> None:
    assert "What people report most" in results(client, "zeppelin")
    assert "Bicycle theft" in results(client, "zeppelin")
