"""From the start page to the number, without JavaScript."""

from django.test import Client

from tests.forms.walking import Camille
from workflows.models import Status, Submission


def test_start_page_sets_no_cookie_and_says_what_the_privacy_notice_has(camille: Camille) -> None:
    page = camille.get()
    assert page.status == 200
    assert not page.response.cookies
    assert "csrf" not in page.response.content.decode()
    for words in (
        "Anyone whose property was stolen",
        "Stolen vehicles",
        "About 8 minutes",
        "FIPPA",
        "204-555-0100",
    ):
        assert words in page.text


def test_looking_at_the_first_question_makes_no_draft(camille: Camille) -> None:
    page = camille.get("begin/")
    assert page.has("in_danger")
    assert "sessionid" not in camille.client.cookies
    assert page.response["Cache-Control"] == "private, no-store"
    assert not Submission.objects.exists()


def test_the_whole_way_gives_one_report_with_number_and_code(camille: Camille) -> None:
    page = camille.send()
    assert page.url.endswith("/theft/sent/")
    report = Submission.objects.get()
    assert report.status == Status.SUBMITTED
    assert report.temporary_number in page.text
    assert report.answers["items"][0]["serial_number"] == {"not_sure": True}
    assert "camille@example.org" in page.text


def test_nothing_secret_is_ever_in_an_address(camille: Camille) -> None:
    page = camille.send()
    report = Submission.objects.get()
    for address in [url for url, _status in page.response.redirect_chain] + [page.url]:
        assert str(report.public_id) not in address
        assert report.temporary_number not in address


def test_the_way_works_in_french(client: Client, theft_page: object) -> None:
    camille = Camille(client, "/fr/report/vol/")
    page = camille.send()
    assert page.url == "/fr/report/vol/sent/"
    assert Submission.objects.get().language == "fr"


def test_language_switch_stays_on_the_step_and_keeps_the_answers(camille: Camille) -> None:
    page = camille.begin()
    camille.fill(page, more={"incident_place-street": "510 Main Street"})
    page = camille.get("place/")
    french = page.links("band__language")[0].get("href")
    assert french.endswith("/vol/place/")
    assert Camille(camille.client).get(french).value("incident_place-street") == "510 Main Street"


def test_a_step_that_does_not_exist_is_not_found(camille: Camille) -> None:
    camille.begin()
    assert camille.get("nowhere/").status == 404
    assert camille.get("items/more/").status == 404
