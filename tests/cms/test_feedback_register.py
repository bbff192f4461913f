"""The register of page feedback: for those who may, with its filters, its states, its export and its trend."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from accounts.models import User
from cms.feedback.actions import add_text, give
from cms.models import AlarmPhrase, Feedback, InformationPage
from tests.conftest import sign_in
from workflows.models import Event

pytestmark = pytest.mark.usefixtures("site")
LIST = "/admin/cms/feedback/"


@pytest.fixture
def wrong_hours() -> Feedback:
    page = InformationPage.objects.get(slug="privacy")
    give(page, useful=True)
    return add_text(give(page, useful=False), "The hours are wrong.")


def as_(user: User) -> Client:
    return sign_in(Client(), user)


def test_staff_look_filter_and_search(pat: User, wrong_hours: Feedback) -> None:
    client = as_(pat)
    assert "The hours are wrong." in client.get(LIST).content.decode()
    assert "The hours are wrong." not in client.get(f"{LIST}?useful__exact=1").content.decode()
    assert "The hours are wrong." in client.get(f"{LIST}?page_key={wrong_hours.page_key}").content.decode()
    assert "The hours are wrong." not in client.get(f"{LIST}?q=bicycle").content.decode()


def test_one_answer_is_read_whole_with_what_was_taken_out(pat: User, wrong_hours: Feedback) -> None:
    Feedback.objects.filter(pk=wrong_hours.pk).update(scrubbed=["phone"])
    page = as_(pat).get(f"{LIST}inspect/{wrong_hours.pk}/").content.decode()
    assert "The hours are wrong." in page
    assert "Taken out" in page


def test_an_editor_notes_what_was_done_and_history_keeps_who(dana: User, wrong_hours: Feedback) -> None:
    client = as_(dana)
    screen = f"{LIST}edit/{wrong_hours.pk}/"
    assert "The hours are wrong." in client.get(screen).content.decode()
    client.post(screen, {"state": "acted", "note": "Hours mended.", "text": "Something else"})
    wrong_hours.refresh_from_db()
    assert (wrong_hours.state, wrong_hours.note) == ("acted", "Hours mended.")
    assert wrong_hours.text == "The hours are wrong."
    assert Event.objects.filter(kind="register_changed", actor=dana, data__register="feedback").exists()


def test_nobody_adds_or_deletes_answers(pat: User, wrong_hours: Feedback) -> None:
    client = as_(pat)
    assert client.get(f"{LIST}create/").status_code in (302, 403, 404)
    assert client.post(f"{LIST}delete/{wrong_hours.pk}/").status_code in (302, 403, 404)
    assert Feedback.objects.count() == 2


def test_exporting_needs_its_own_permission(dana: User, ana: User, wrong_hours: Feedback) -> None:
    refused = as_(dana).get(f"{LIST}?export=csv")
    assert "The hours are wrong." not in b"".join(refused).decode()
    given = as_(ana).get(f"{LIST}?export=csv")
    assert "The hours are wrong." in b"".join(given.streaming_content).decode()
    assert Event.objects.filter(kind="register_exported", actor=ana).exists()


def test_it_is_closed_to_others(noor: User, wrong_hours: Feedback) -> None:
    for place in (LIST, f"{LIST}inspect/{wrong_hours.pk}/", "/admin/reports/feedback/"):
        assert as_(noor).get(place).status_code in (302, 403)


def test_the_trend_shows_the_share_of_yes_week_by_week(ana: User, wrong_hours: Feedback) -> None:
    Feedback.objects.filter(pk=wrong_hours.pk).update(given_at=now() - timedelta(days=14))
    pages = as_(ana).get("/admin/reports/feedback/").content.decode()
    assert "<td>50 %</td>" in pages
    one = as_(ana).get(f"/admin/reports/feedback/?page={wrong_hours.page_key}").content.decode()
    assert one.count("<rect") == 3
    assert "<td>0 %</td><td>0</td><td>1</td>" in one
    assert "<td>no answers</td>" in one
    assert "<td>100 %</td><td>1</td><td>0</td>" in one


@pytest.mark.parametrize("page", ["x", "7d1e6f2c-9a5b-4a58-8f0e-3f0c3d1b2a10"])
def test_the_trend_of_no_page_is_not_found(ana: User, page: str) -> None:
    assert as_(ana).get(f"/admin/reports/feedback/?page={page}").status_code == 404


def test_a_publisher_adds_a_phrase(pat: User) -> None:
    as_(pat).post("/admin/cms/alarmphrase/create/", {"phrase": "jump off the bridge", "alarm": "self_harm"})
    assert AlarmPhrase.objects.get().phrase == "jump off the bridge"
