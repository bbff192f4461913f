"""A guided choice leads to the right report type, to another body, or to 911; who is led on is counted."""

from typing import Any

import pytest
from django.test import Client

from forms.models import FinderPage, ReportTypePage
from tests.forms.walking import Page
from workflows.models import HandOff

HERE = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}

pytestmark = pytest.mark.usefixtures("finder")


def get(client: Client, address: str) -> Page:
    """A page, without following."""
    return Page(client.get(address))


def choices(page: Page) -> dict[str, str]:
    """The answers of a question and where they lead."""
    return {link.text_content(): link.get("href") for link in page.tree.xpath("//a[@class='choice__label']")}


def away(client: Client, finder: FinderPage, key: str, **headers: Any) -> Any:
    """Press the button that leads away."""
    return client.post(f"/en/away/{finder.pk}/{key}/", **{**HERE, **headers})


def test_home_leads_to_it(client: Client) -> None:
    home = get(client, "/en/")
    assert home.tree.xpath("//p[@class='guide']/a/@href") == ["/en/find/"]


def test_each_question_has_an_address_of_its_own(client: Client) -> None:
    first = get(client, "/en/find/")
    assert choices(first) == {"Yes": "/en/find/danger/", "No, it is over": "/en/find/what/"}
    second = get(client, "/en/find/what/")
    assert choices(second) == {
        "Something is gone": "/en/report/theft/",
        "My car was hit while parked": "/en/find/insurer/",
    }
    assert "sessionid" not in client.cookies
    assert "csrftoken" not in client.cookies


def test_a_translation_leads_to_the_types_of_its_language(client: Client) -> None:
    assert choices(get(client, "/fr/trouver/what/"))["Something is gone"] == "/fr/report/vol/"


def test_an_emergency_says_to_call_and_waits_for_nothing(client: Client) -> None:
    page = get(client, "/en/find/danger/")
    assert page.tree.xpath("//main//a[@href='tel:911'][@ping]")
    assert "Go to a safe place." in page.text


def test_leads_to_another_body_and_counts_it(client: Client, finder: FinderPage) -> None:
    for _person in range(2):
        answer = away(client, finder, "insurer")
        assert answer["Location"] == "https://www.mpi.mb.ca/"
    assert list(HandOff.objects.values_list("target", "count")) == [("insurer", 2)]
    assert not client.cookies


def test_counts_a_call_by_its_ping(client: Client, finder: FinderPage) -> None:
    answer = client.post(f"/en/away/{finder.pk}/danger/", "PING", content_type="text/ping", **HERE)
    assert answer.status_code == 204
    assert HandOff.objects.get().target == "danger"


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_counts_nothing_that_another_site_sends(
    client: Client, finder: FinderPage, headers: dict[str, str]
) -> None:
    assert away(client, finder, "insurer", **headers).status_code == 404
    assert not HandOff.objects.exists()


def test_leads_nowhere_but_to_what_editors_wrote(client: Client, finder: FinderPage) -> None:
    assert away(client, finder, "start").status_code == 404
    assert away(client, finder, "nobody").status_code == 404
    assert client.post(f"/en/away/{10**24}/danger/", **HERE).status_code == 404
    assert client.get(f"/en/away/{finder.pk}/insurer/").status_code == 405


def test_the_form_may_lead_to_the_body_and_no_other_page_may(client: Client) -> None:
    assert "form-action 'self' https:;" in client.get("/en/find/insurer/")["Content-Security-Policy"] + ";"
    assert "form-action 'self';" in client.get("/en/find/")["Content-Security-Policy"] + ";"


def test_a_type_that_is_taken_down_is_said_to_be(client: Client, theft_page: ReportTypePage) -> None:
    theft_page.unpublish()
    page = get(client, "/en/find/what/")
    assert "Something is gone" not in choices(page)
    assert "cannot be reported online at the moment" in page.text


def test_an_unknown_key_is_not_there(client: Client) -> None:
    assert client.get("/en/find/nobody/").status_code == 404


def test_the_first_question_has_one_address(client: Client) -> None:
    assert client.get("/en/find/start/")["Location"] == "/en/find/"
