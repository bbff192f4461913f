"""The other language: the switch stays on the page, and a page that is not there yet has the nearest one say so."""

import re

import pytest
from django.test import Client

from cms.models import InformationPage, NewsPage

pytestmark = pytest.mark.usefixtures("site")


def switch(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    (found,) = re.findall(r'<a href="([^"]*)" lang="(?:en|fr)" hreflang="(?:en|fr)" rel="alternate"', html)
    return found


def test_the_switch_stays_on_the_page(client: Client) -> None:
    for here, there in [
        ("/en/privacy/", "/fr/vie-privee/"),
        ("/fr/prevention-et-soutien/proteger-son-velo/", "/en/prevention/protect-your-bicycle/"),
        ("/en/after-you-report/3/", "/fr/apres-votre-rapport/3/"),
        ("/en/search/", "/fr/search/"),
        ("/en/search/?q=lock&page=2", "/fr/search/?q=lock"),
    ]:
        assert switch(client, here) == there
        assert client.get(there).status_code == 200


def test_a_page_that_is_not_translated_has_the_nearest_one_say_so(client: Client) -> None:
    NewsPage.objects.get(slug="signaler-un-graffiti-en-ligne").unpublish()
    there = switch(client, "/en/news/report-graffiti-online/")
    assert there.startswith("/fr/nouvelles/?untranslated=")
    html = client.get(there).content.decode()
    assert "Cette page n’existe pas encore en français" in html
    assert '<a href="/en/news/report-graffiti-online/" lang="en" hreflang="en">' in html


def test_home_stands_in_where_nothing_nearer_is_there(client: Client) -> None:
    InformationPage.objects.get(slug="vie-privee").unpublish()
    there = switch(client, "/en/privacy/")
    assert there.startswith("/fr/?untranslated=")
    assert "Privacy" in client.get(there).content.decode()


def test_an_address_with_the_wrong_language_leads_to_the_page_it_means(client: Client) -> None:
    assert client.get("/fr/privacy/")["Location"] == "/fr/vie-privee/"
    NewsPage.objects.get(slug="signaler-un-graffiti-en-ligne").unpublish()
    assert client.get("/fr/news/report-graffiti-online/")["Location"].startswith(
        "/fr/nouvelles/?untranslated="
    )
    assert client.get("/fr/nowhere/").status_code == 404


@pytest.mark.parametrize("asked", ["", "x", "0", "999999999", "99999999999999", "²"])
def test_nobody_can_have_a_page_say_what_is_not_so(client: Client, asked: str) -> None:
    html = client.get("/fr/", {"untranslated": asked}).content.decode()
    assert "n’existe pas encore" not in html


def test_a_page_that_is_translated_is_not_said_to_be_missing(client: Client) -> None:
    page = InformationPage.objects.get(slug="privacy")
    assert "n’existe pas encore" not in client.get("/fr/", {"untranslated": page.pk}).content.decode()


def test_pages_name_their_one_address_and_their_twins(client: Client) -> None:
    html = client.get("/fr/apres-votre-rapport/2/?utm_source=mail").content.decode()
    assert '<link rel="canonical" href="http://testserver/fr/apres-votre-rapport/2/">' in html
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/after-you-report/2/">' in html
    assert (
        '<link rel="alternate" hreflang="x-default" href="http://testserver/en/after-you-report/2/">' in html
    )
    assert '<meta property="og:title" content="Ce qui se passe après votre rapport">' in html
    assert '<meta property="og:locale" content="fr_CA">' in html
