"""A shared link shows the title of its page, a sentence and a picture from our own host; private ones do not."""

import re

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, PageViewRestriction

from cms.models import AgencyLook, SiteImage
from tests.cms.test_agency_look import png


@pytest.fixture
def image(site: None, settings: Settings, tmp_path: object) -> SiteImage:
    """A picture in the library."""
    settings.MEDIA_ROOT = tmp_path
    return SiteImage.objects.create(title="Lock", file=png(), alt_en="A steel lock.", alt_fr="Un cadenas.")


def tags(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)">', html))


def shared(client: Client, address: str = "/en/contact/") -> dict[str, str]:
    return tags(client.get(address).content.decode())


def test_a_page_without_picture_or_logo_says_its_title_and_a_sentence(site: None, client: Client) -> None:
    found = shared(client)
    assert (found["og:title"], found["twitter:card"]) == ("Contact us", "summary")
    assert found["og:description"]
    assert "og:image" not in found


def test_the_logo_stands_for_a_page_without_a_picture(client: Client, image: SiteImage) -> None:
    AgencyLook.objects.create(logo=image)
    found = shared(client, "/fr/nous-joindre/")
    assert found["og:image"].startswith("http://testserver/")
    assert (found["og:image:alt"], found["twitter:card"]) == ("Un cadenas.", "summary")


def test_the_first_picture_of_a_page_is_shown_large(client: Client, image: SiteImage) -> None:
    AgencyLook.objects.create(logo=image)
    page = Page.objects.get(slug="contact").specific
    page.body = [("text", "<p>Come in.</p>"), ("picture", {"image": image, "alt": ""})]
    page.save_revision().publish()
    found = shared(client)
    assert (found["twitter:card"], found["og:image:alt"]) == ("summary_large_image", "A steel lock.")
    address = found["og:image"].removeprefix("http://testserver")
    assert address.endswith(".jpg")


def test_a_picture_whose_file_is_gone_takes_no_page_with_it(client: Client, image: SiteImage) -> None:
    AgencyLook.objects.create(logo=image)
    image.file.storage.delete(image.file.name)
    assert "og:image" not in shared(client)


def test_private_and_personal_pages_say_nothing(client: Client, image: SiteImage) -> None:
    AgencyLook.objects.create(logo=image)
    page = Page.objects.get(slug="contact")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
    client.post(f"/_util/authenticate_with_password/{page.view_restrictions.get().pk}/{page.pk}/", {})
    for address in ("/en/contact/", "/en/track/", "/en/survey/", "/en/search/?q=lock", "/en/nothing/"):
        assert shared(client, address) == {}
