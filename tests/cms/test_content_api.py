"""Content for a front end of somebody else's: typed blocks, parts, menus, notices, redirects, search, drafts."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms.content_api import image
from cms.models import FrontEndDraft, HomePage, InformationPage, ListedPage, Notice


@pytest.fixture
def matter(site: None) -> ListedPage:
    return ListedPage.objects.get(locale__language_code="en")


@pytest.fixture
def page(matter: ListedPage) -> InformationPage:
    """A page with blocks that lead to other things."""
    home = HomePage.objects.get(locale__language_code="en")
    steps = [{"title": "One", "text": "<p>a</p>"}, {"title": "Two", "text": "<p>b</p>"}]
    body = [
        {"type": "heading", "value": "Locks"},
        {"type": "text", "value": f'<p>See <a linktype="page" id="{matter.pk}">Theft</a>.</p>'},
        {"type": "steps", "value": {"steps": steps}},
        {"type": "file_this", "value": {"page": matter.pk, "text": "Stolen?"}},
    ]
    made = InformationPage(
        title="Locks", slug="locks", locale=home.locale, lead="Lock it.", body=json.dumps(body)
    )
    home.add_child(instance=made)
    return InformationPage.objects.get(pk=made.pk)


def test_blocks_come_typed_with_links_that_lead_somewhere(
    client: Any, page: InformationPage, matter: Any
) -> None:
    told = client.get(f"/api/v2/pages/{page.pk}/").json()
    by_type = {each["type"]: each["value"] for each in told["body"]}
    assert by_type["heading"] == "Locks"
    assert f'href="{matter.url}"' in by_type["text"] or matter.get_full_url() in by_type["text"]
    assert by_type["steps"]["steps"][1] == {"title": "Two", "text": "<p>b</p>"}
    assert by_type["file_this"]["page"]["href"] == f"/api/v2/pages/{matter.pk}/"
    assert all(each["id"] for each in told["body"])


def test_every_page_of_the_demo_is_told_as_data(client: Any, site: None) -> None:
    for item in client.get("/api/v2/pages/?limit=100").json()["items"]:
        assert client.get(f"/api/v2/pages/{item['id']}/?expand=translations,ancestors").status_code == 200, (
            item
        )


def test_an_image_comes_in_several_widths(site: None) -> None:
    kept = get_image_model().objects.create(title="Lock", file=get_test_image_file(size=(640, 480)))
    told = image(kept)
    assert told["renditions"]["small"]["width"] == 480
    assert told["renditions"]["small"]["url"].startswith("http")


def test_translations_come_along(client: Any, matter: ListedPage) -> None:
    (french,) = client.get(f"/api/v2/pages/{matter.pk}/?expand=translations").json()["expanded"][
        "translations"
    ]
    assert (french["language"], french["title"]) == ("fr", "Vol de vélo")


def test_more_pages_ask_for_parts_no_more_often(client: Any, site: None) -> None:
    counts = []
    for limit in (2, 8):
        client.get(f"/api/v2/pages/?limit={limit}")
        with CaptureQueriesContext(connection) as plain:
            client.get(f"/api/v2/pages/?limit={limit}")
        with CaptureQueriesContext(connection) as expanded:
            client.get(f"/api/v2/pages/?limit={limit}&expand=translations,ancestors")
        counts.append(len(expanded) - len(plain))
    assert counts[1] <= counts[0] + 6


def test_a_part_that_is_not_known_is_refused(client: Any, site: None) -> None:
    answer = client.get("/api/v2/pages/?expand=secrets")
    assert answer.status_code == 400
    assert "translations" in answer.json()["message"]


def test_menus_and_notices_are_told(client: Any, site: None) -> None:
    Notice.objects.create(title_en="Storm", title_fr="Tempête", starts=now() - timedelta(hours=1))
    assert client.get("/api/v2/menus/?language=fr").json()["menus"]["main"]
    assert client.get("/api/v2/notices/?language=fr").json()["items"][-1]["title"] == "Tempête"


def test_a_former_address_is_looked_up(client: Any, matter: ListedPage) -> None:
    Redirect.add_redirect("/en/old-address/", redirect_to=matter)
    told = client.get("/api/v2/redirects/?path=/en/old-address/").json()
    assert told["url"].endswith(matter.url)
    assert client.get("/api/v2/redirects/?path=/en/never/").status_code == 404


def test_search_finds_with_and_without_accents(client: Any, site: None) -> None:
    found = client.get("/api/v2/search/?q=velo disparu&language=fr").json()["items"]
    assert "Vol de vélo" in [each["title"] for each in found]
    assert client.get("/api/v2/search/?q=%00").json()["items"] == []


class TestDrafts:
    @pytest.fixture(autouse=True)
    def _front_end(self, settings: Any) -> None:
        settings.HEADLESS_PREVIEW_URLS = {"en": "https://front.example/preview?from=cms"}

    def token(self, page: InformationPage) -> str:
        page.title = "Not published yet"
        answer = page.serve_preview(RequestFactory().get("/"), "front-end")
        address = urlsplit(answer["Location"])
        assert (address.netloc, answer["Cache-Control"]) == ("front.example", "private, no-store")
        return parse_qs(address.query)["token"][0]

    def test_the_front_end_gets_what_the_editor_has_in_hand(self, client: Any, page: InformationPage) -> None:
        answer = client.get("/api/v2/preview/", headers={"preview-token": self.token(page)})
        told = answer.json()
        assert (told["id"], told["title"]) == (page.pk, "Not published yet")
        assert told["body"][0]["value"] == "Locks"
        assert "no-store" in answer["Cache-Control"]
        assert client.get(f"/api/v2/pages/{page.pk}/").json()["title"] == "Locks"

    def test_without_a_token_or_with_another_there_is_nothing(
        self, client: Any, page: InformationPage
    ) -> None:
        token = self.token(page)
        for given in ("", "x", token[:-1] + ("a" if token[-1] != "a" else "b")):
            assert client.get("/api/v2/preview/", headers={"preview-token": given}).status_code == 404
        assert client.post("/api/v2/preview/", headers={"preview-token": token}).status_code in (403, 405)

    def test_the_token_ends_after_an_hour(
        self, client: Any, page: InformationPage, time_machine: Any
    ) -> None:
        token = self.token(page)
        time_machine.move_to(now() + timedelta(minutes=61))
        assert client.get("/api/v2/preview/", {"token": token}).status_code == 404

    def test_one_token_opens_one_draft(self, client: Any, page: InformationPage) -> None:
        first, second = self.token(page), self.token(page)
        FrontEndDraft.objects.order_by("pk").first().delete()
        assert client.get("/api/v2/preview/", {"token": first}).status_code == 404
        assert client.get("/api/v2/preview/", {"token": second}).status_code == 200

    def test_the_way_is_offered_only_where_there_is_a_front_end(
        self, page: InformationPage, settings: Any
    ) -> None:
        assert "front-end" in dict(page.preview_modes)
        settings.HEADLESS_PREVIEW_URLS = {"fr": "https://front.example/"}
        assert "front-end" not in dict(page.preview_modes)


def test_pages_are_found_by_the_address_that_people_see(client, site):
    for address in ("/en/contact/", "/fr/nous-joindre/"):
        there = client.get("/api/v2/pages/find/", {"html_path": address})
        assert client.get(there["Location"]).json()["meta"]["html_url"].endswith(address)
    assert client.get("/api/v2/pages/find/", {"html_path": "/en/nowhere/"}).status_code == 404


def test_an_address_that_is_none_is_answered_as_data(client, site):
    answer = client.get("/api/v2/pages/null/")
    assert (answer.status_code, answer.json()) == (404, {"message": "not found"})
