"""Links into a call: one use, one participant, their time; looking at one changes nothing."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.api.calls import Api, problem
from tests.video.conftest import enter
from video.inviting import Wish, add_person, invite, reissue
from video.links import address_of, token_of
from video.models import JoinLink, Opening, Session


def test_the_token_is_where_no_server_sees_it(invited):
    parts = urlsplit(address_of(invited.link, "en"))
    assert (parts.path, parts.query) == ("/en/video/join/", "")
    assert parts.fragment == token_of(invited.link)
    assert token_of(invited.link) not in str(vars(JoinLink.objects.get()))


def test_looking_changes_nothing(client, invited):
    client.get("/en/video/join/")
    client.get(f"/api/v1/video/links?token={token_of(invited.link)}")
    assert JoinLink.objects.get().used_at is None
    assert Session.objects.get().state == "invited"


def test_opens_the_call_once(api, invited, camille):
    assert Session.objects.get().state == "opened"
    told = problem(api.post("video/links", {"token": token_of(invited.link)}), 404)
    assert told["code"] == "link_over"


def test_the_browser_that_used_it_comes_in_again_and_no_other(invited):
    mine, other = Api(Client()), Api(Client())
    body = {"token": token_of(invited.link), "cookie": True}
    first = mine.post("video/links", body)
    assert first.json()["key"] is None
    [cookie] = [name for name in first.cookies if name.startswith("video-")]
    assert first.cookies[cookie]["httponly"]
    assert mine.post("video/links", body).status_code == 200
    problem(other.post("video/links", body), 404)
    assert mine.get(f"video/calls/{first.json()['call']}").status_code == 200


def test_unknown_used_revoked_and_late_are_one_answer(api, invited, camille, noor):
    used = problem(api.post("video/links", {"token": token_of(invited.link)}), 404)
    fresh = reissue(invited.session, by=noor)
    renewed = reissue(invited.session, by=noor)
    revoked = problem(api.post("video/links", {"token": token_of(fresh.link)}), 404)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        late = problem(api.post("video/links", {"token": token_of(renewed.link)}), 404)
    unknown = problem(api.post("video/links", {"token": "f" * 40}), 404)
    assert used == revoked == late == unknown


def test_another_link_ends_the_key_of_the_one_before(camille, invited, noor):
    assert camille.get().status_code == 200
    reissue(invited.session, by=noor)
    problem(camille.get(), 401)


@pytest.fixture
def appointment(report, noor, unit):
    opening = Opening.objects.create(unit=unit, starts_at=timezone.now() + timedelta(hours=5))
    wish = Wish("appointment", opening.pk)
    return invite(report, by=noor, asked_by="officer", wish=wish)


def test_an_appointment_opens_an_hour_before_and_closes_an_hour_after(api, appointment):
    token = {"token": token_of(appointment.link)}
    early = problem(api.post("video/links", token), 409)
    assert early["code"] == "too_early"
    assert early["opens_at"]
    begins = appointment.session.opening.starts_at
    with time_machine.travel(begins + timedelta(minutes=61), tick=False):
        problem(api.post("video/links", token), 404)
    with time_machine.travel(begins - timedelta(minutes=59), tick=False):
        assert api.post("video/links", token).status_code == 200


def test_each_person_has_a_place_of_their_own(api, call, noor):
    person, link = add_person(call, by=noor, role="interpreter", label="Arabic")
    side = enter(api, token_of(link))
    assert side.id == str(person.public_id)
    assert side.get().json()["me"]["role"] == "interpreter"
    assert Session.objects.get().state == "invited"
