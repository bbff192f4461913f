"""The pages of a call: who comes in, which of them may open a camera, and what the officer's queue shows."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import sign_in
from video.models import Session
from video.people import new_key, resident_of
from video.states import State
from workflows.models import Submission

CAMERA = "camera=(self), microphone=(self), geolocation=()"


@pytest.fixture
def session(invited):
    return invited.session


def cookie_of(session: Session) -> tuple[str, str]:
    return f"video-{session.public_id.hex[:12]}", new_key(resident_of(session))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_video_is_can_be_read_by_everybody(client, db, language):
    page = client.get(f"/{language}/video/")
    assert page.status_code == 200
    assert "camera=()" in page["Permissions-Policy"]


def test_only_whoever_has_the_key_sees_the_call(client, session, invited):
    at = reverse("video:call", args=[session.public_id])
    assert client.get(at)["Location"].endswith("/video/join/")
    name, key = cookie_of(session)
    client.cookies[name] = key
    page = client.get(at)
    assert page.status_code == 200
    assert page["Permissions-Policy"] == CAMERA
    assert "no-store" in page["Cache-Control"]


def test_the_pages_bring_along_what_a_first_question_would_tell(client, session, vic):
    name, key = cookie_of(session)
    client.cookies[name] = key
    told = brought_by(client.get(reverse("video:call", args=[session.public_id])))
    asked = client.get(f"/api/v1/video/calls/{session.public_id}").json()
    ice = client.get(f"/api/v1/video/calls/{session.public_id}/ice").json()
    assert told.pop("ice").keys() == ice.keys()
    assert told == asked
    desk = sign_in(Client(), vic)
    told = brought_by(desk.get(reverse("videodesk:call", args=[session.public_id])))
    assert told == desk.get(f"/api/v1/desk/video/calls/{session.public_id}").json()


def brought_by(page):
    found = re.search(r'<script id="call-told" type="application/json">(.*?)</script>', page.content.decode())
    return json.loads(found[1])


def test_the_page_that_takes_a_link_knows_nothing_of_it(client, db):
    page = client.get("/en/video/join/")
    assert (page.status_code, page["Referrer-Policy"]) == (200, "no-referrer")
    assert "no-store" in page["Cache-Control"]


def test_the_queue_says_who_waits_and_what_is_urgent(session, vic):
    waits(session)
    html = sign_in(Client(), vic).get("/desk/video/").content.decode()
    assert "1 person waits" in html
    assert "Urgent" not in html
    Submission.objects.filter(pk=session.submission_id).update(priority=2)
    html = sign_in(Client(), vic).get("/desk/video/").content.decode()
    assert "Urgent" in html
    assert "desk-row--late" in html


def waits(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(state=State.OPENED)
    session.refresh_from_db()
    Session.objects.filter(pk=session.pk).update(state=State.WAITING, waiting_at=session.invited_at)


def test_an_officer_may_open_the_microphone_and_a_stranger_finds_no_call(session, vic, ana):
    at = reverse("videodesk:call", args=[session.public_id])
    page = sign_in(Client(), vic).get(at)
    assert page.status_code == 200
    assert page["Permissions-Policy"] == CAMERA
    assert sign_in(Client(), ana).get(at).status_code in {403, 404}
    assert Client().get(at).status_code == 302


def test_an_invitation_from_the_report_leads_to_its_call(report, vic):
    staff = sign_in(Client(), vic)
    at = reverse("videodesk:invite", args=[report.temporary_number])
    answer = staff.post(at, {"way": "now"})
    session = Session.objects.get(submission=report)
    assert answer["Location"] == reverse("videodesk:call", args=[session.public_id])
    again = staff.post(at, {"way": "now"})
    assert again["Location"] == reverse("desk:report", args=[report.temporary_number])
    assert Session.objects.filter(submission=report).count() == 1
