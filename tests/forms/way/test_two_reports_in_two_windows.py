"""Two reports of one type in two windows of a browser: what is typed in one never lands in the other."""

import pytest
from django.test import Client

from tests.forms.walking import PLACE, Camille, Page
from workflows.models import Status, Submission


@pytest.fixture
def first(camille: Camille) -> Page:
    """A window on a step of a first report, nothing answered in it yet; meanwhile another report was begun."""
    camille.begin()
    window = camille.get("place/")
    camille.fill(camille.get("begin/?new=1"), in_danger="no")
    return window


def place_of(report: Submission) -> str:
    report.refresh_from_db()
    return str(report.answers.get("incident_place", {}).get("street", ""))


def both() -> tuple[Submission, Submission]:
    one, two = Submission.objects.order_by("pk")
    return one, two


def test_each_window_writes_into_its_own_report(camille: Camille, first: Page) -> None:
    second = camille.get("place/")
    went_on = camille.fill(first, more=PLACE)
    one, two = both()
    assert went_on.url.endswith("/items/")
    assert (place_of(one), place_of(two)) == ("510 Main Street", "")
    camille.fill(second, more={**PLACE, "incident_place-street": "12 Elsewhere Street"})
    assert (place_of(one), place_of(two)) == ("510 Main Street", "12 Elsewhere Street")


def test_what_is_saved_by_itself_stays_apart_too(camille: Camille, first: Page) -> None:
    fields = {**dict(first.fields()), **PLACE}
    answer = camille.client.post(f"{first.url}save/", fields, headers={"Accept": "application/json"})
    one, two = both()
    assert answer.json()["state"] == "saved"
    assert (place_of(one), place_of(two)) == ("510 Main Street", "")
    assert camille.get("place/").value("incident_place-street") in ("", None)


def test_one_goes_on_when_the_other_is_sent(camille: Camille) -> None:
    check = camille.up_to_check()
    second = camille.fill(camille.get("begin/?new=1"), in_danger="no")
    assert camille.fill(check, declaration="true").url.endswith("/sent/")
    one, two = both()
    assert (one.status, two.status) == (Status.SUBMITTED, Status.DRAFT)
    assert camille.fill(second, more=PLACE).url.endswith("/items/")
    assert place_of(two) == "510 Main Street"


def test_a_window_on_a_report_that_this_browser_forgot_asks_for_its_code(
    camille: Camille, first: Page
) -> None:
    stranger = Camille(Client())
    stranger.begin()
    page = stranger.fill(first, more=PLACE)
    assert "Enter your code to go on" in page.text
    assert "510 Main Street" in dict(page.fields()).values()
    assert all(place_of(each) == "" for each in Submission.objects.all())


def test_two_windows_that_both_begin_show_both_texts(camille: Camille) -> None:
    one, two = camille.get("begin/"), camille.get("begin/")
    camille.fill(one, in_danger="no")
    page = camille.fill(two, in_danger="yes")
    assert page.status == 409
    assert Submission.objects.get().answers["in_danger"] == "no"
    assert camille.fill(camille.get("begin/?new=1"), in_danger="no").url.endswith("/place/")


def test_pressing_twice_on_the_first_page_is_no_conflict(camille: Camille) -> None:
    page = camille.get("begin/")
    for _press in range(2):
        again = camille.fill(page, in_danger="no")
    assert again.url.endswith("/place/")
    assert Submission.objects.count() == 1
