"""A page that moves takes its page in the other language along, and both old addresses lead on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from cms.models import InformationPage

SignedIn = Callable[[User], Client]


@pytest.fixture
def publisher(site: None, pat: User, signed_in: SignedIn) -> Client:
    """Pat, signed in."""
    return signed_in(pat)


def at(slug: str) -> Page:
    return Page.objects.get(slug=slug)


def screen_for(page: Page, destination: Page) -> str:
    return reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])


def test_the_french_page_moves_along_and_both_addresses_lead_on(publisher: Client) -> None:
    screen = screen_for(at("contact"), at("prevention"))
    assert "“Nous joindre” (French) moves along, below “" in publisher.get(screen).content.decode()
    html = publisher.post(screen, follow=True).content.decode()
    assert "“Nous joindre” (French) moved along." in html
    for old, new in [
        ("/en/contact/", "/en/prevention/contact/"),
        ("/fr/nous-joindre/", "/fr/prevention-et-soutien/nous-joindre/"),
    ]:
        assert publisher.get(old)["Location"] == new
        assert publisher.get(new).status_code == 200


def test_the_english_page_follows_the_french_one_too(publisher: Client) -> None:
    publisher.post(screen_for(at("nous-joindre"), at("prevention-et-soutien")))
    assert at("contact").get_parent() == at("prevention")


def test_where_the_new_place_is_not_translated_the_page_stays_and_it_is_said(publisher: Client) -> None:
    only = InformationPage(title="Only here", slug="only", locale=at("prevention").locale)
    at("prevention").get_parent().add_child(instance=only)
    before = at("nous-joindre").get_parent()
    screen = screen_for(at("contact"), only)
    told = "“Nous joindre” (French) stays where it is: the new place has no page in this language."
    assert told in publisher.get(screen).content.decode()
    assert told in publisher.post(screen, follow=True).content.decode()
    assert (at("contact").get_parent().specific, at("nous-joindre").get_parent()) == (only, before)


def test_an_address_that_is_taken_there_is_named(publisher: Client) -> None:
    taken = InformationPage(title="Taken", slug="nous-joindre", locale=at("nous-joindre").locale)
    at("prevention-et-soutien").add_child(instance=taken)
    twin = at("contact").get_translations().get()
    html = publisher.post(screen_for(at("contact"), at("prevention")), follow=True).content.decode()
    assert "another page there has the address “nous-joindre”" in html
    assert Page.objects.get(pk=twin.pk).get_parent() == twin.get_parent()


def test_a_translation_that_stood_elsewhere_stays(publisher: Client) -> None:
    at("nous-joindre").move(at("vie-privee"), pos="last-child")
    publisher.post(screen_for(at("contact"), at("prevention")))
    assert at("nous-joindre").get_parent() == at("vie-privee")


def test_several_pages_at_once_take_theirs_along(publisher: Client) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    publisher.post(f"{address}?id={at('contact').pk}", {"chooser": at("prevention").pk})
    assert at("contact").get_parent() == at("prevention")
    assert at("nous-joindre").get_parent() == at("prevention-et-soutien")


def move_over_api(
    client: Client, page: Page, destination: Page, position: str = "last-child"
) -> dict[str, Any]:
    told = {"destination_page_id": destination.pk, "position": position}
    answer = client.post(
        f"/admin/api/main/pages/{page.pk}/action/move/", told, content_type="application/json"
    )
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_the_admin_api_moves_both_and_both_addresses_lead_on(publisher: Client) -> None:
    told = move_over_api(publisher, at("contact"), at("prevention"))["translations"]
    assert told == [{"id": at("nous-joindre").pk, "language": "fr", "moved": True, "reason": ""}]
    for old, new in [
        ("/en/contact/", "/en/prevention/contact/"),
        ("/fr/nous-joindre/", "/fr/prevention-et-soutien/nous-joindre/"),
    ]:
        assert publisher.get(old)["Location"] == new


def test_the_admin_api_beside_a_page_is_below_its_parent(publisher: Client) -> None:
    beside = at("prevention").get_children().first()
    move_over_api(publisher, at("contact"), beside, "right")
    assert at("contact").get_parent() == at("prevention")
    assert at("nous-joindre").get_parent() == at("prevention-et-soutien")


def test_the_admin_api_says_what_stays_and_why(publisher: Client) -> None:
    at("nous-joindre").move(at("vie-privee"), pos="last-child")
    assert move_over_api(publisher, at("contact"), at("prevention"))["translations"] == []
    taken = InformationPage(title="Taken", slug="taken", locale=at("vie-privee").locale)
    at("vie-privee").add_child(instance=taken)
    only = InformationPage(title="Only here", slug="only", locale=at("prevention").locale)
    at("prevention").get_parent().add_child(instance=only)
    told = move_over_api(publisher, at("prevention"), only)["translations"]
    assert [(each["moved"], each["reason"]) for each in told] == [
        (False, "the new place has no page in this language")
    ]


def test_the_admin_api_moves_nothing_where_it_must_not(publisher: Client) -> None:
    before = at("nous-joindre").get_parent()
    told = {"destination_page_id": at("contact").pk, "position": "last-child"}
    address = f"/admin/api/main/pages/{at('contact').pk}/action/move/"
    assert publisher.post(address, told, content_type="application/json").status_code == 400
    assert at("nous-joindre").get_parent() == before
