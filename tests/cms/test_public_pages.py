"""The public pages: in both languages, for everybody alike, nothing inline."""

import re

import pytest
from django.test import Client

PAGES = [
    ("/en/", "What happened?"),
    ("/fr/", "Que s’est-il passé?"),
    ("/en/report/", "Report online"),
    ("/fr/signaler/", "Signaler en ligne"),
    ("/en/prevention/protect-your-bicycle/", "Protect your bicycle"),
    ("/fr/prevention-et-soutien/proteger-son-velo/", "Protéger son vélo"),
    ("/en/after-you-report/", "What happens after you report"),
    ("/fr/apres-votre-rapport/", "Ce qui se passe après votre rapport"),
    ("/en/contact/", "Contact us"),
    ("/fr/nous-joindre/", "Nous joindre"),
    ("/en/privacy/", "Privacy"),
    ("/fr/vie-privee/", "Vie privée"),
    ("/en/accessibility/", "Accessibility"),
    ("/fr/accessibilite/", "Accessibilité"),
]


def test_every_page_has_its_title_once_and_the_emergency_number(site: None, client: Client) -> None:
    for address, title in PAGES:
        html = client.get(address).content.decode()
        assert re.findall(r"<h1[^>]*>([^<]*)</h1>", html) == [title]
        assert 'href="tel:911"' in html
        assert f'<html lang="{address[1:3]}"' in html
        assert len(html.encode()) < 30_000


def test_reading_sets_no_cookie_and_needs_no_exception_from_the_policy(site: None, client: Client) -> None:
    for address, _ in PAGES:
        response = client.get(address)
        html = response.content.decode()
        assert not response.cookies
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son\w+=|\bnonce=|csrfmiddlewaretoken", html)
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)
        elsewhere = re.findall(r'<[^>]*(?:src|href)="(?:https?:)?//(?!testserver)[^>]*>', html)
        assert all("data-leave" in tag for tag in elsewhere)  # "Leave quickly" alone leads away


def test_home_leads_to_the_commonest_matters_with_their_minutes(site: None, client: Client) -> None:
    html = client.get("/fr/").content.decode()
    assert "/fr/signaler/vol-de-vélo/" in html or "/fr/signaler/vol-de-v%C3%A9lo/" in html
    assert "Votre vélo a disparu." in html
    assert "/fr/track/" in html


def test_the_list_says_what_to_do_when_nothing_can_be_reported(site: None, client: Client) -> None:
    from cms.models import ListedPage

    ListedPage.objects.all().delete()
    assert "204-555-0100" in client.get("/en/report/").content.decode()


@pytest.mark.parametrize(("preferred", "home"), [("fr-CA,en;q=0.5", "/fr/"), ("en", "/en/"), ("de", "/en/")])
def test_the_front_door_leads_to_the_language_of_the_browser(
    client: Client, preferred: str, home: str
) -> None:
    response = client.get("/", headers={"accept-language": preferred})
    assert (response.status_code, response["Location"]) == (302, home)


def test_building_the_demo_again_changes_nothing(site: None, client: Client) -> None:
    from wagtail.models import Page

    from cms.demo import build_pages, build_site

    before = list(Page.objects.values_list("pk", "url_path"))
    build_site()
    build_pages({})
    assert list(Page.objects.values_list("pk", "url_path")) == before
