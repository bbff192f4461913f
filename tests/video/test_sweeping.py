"""What time does to calls: links end, places are given up, lines stay broken, reminders go out, addresses go."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.video.conftest import send_still
from video import sweeping
from video.files import is_there
from video.inviting import Wish, invite
from video.models import Message, Opening, Participant, Session, Still
from workflows.models import Event, FollowUp


def later(**span):
    return time_machine.travel(timezone.now() + timedelta(**span), tick=False)


def state():
    return Session.objects.get().state


def test_a_link_that_nobody_used_expires(call):
    sweeping.sweep()
    assert state() == "invited"
    with later(minutes=16):
        sweeping.sweep()
    assert state() == "expired"
    assert Event.objects.get(kind="video_expired").role == "system"


def test_a_place_is_kept_for_ten_minutes_and_then_given_up(waiting):
    with later(minutes=9):
        sweeping.sweep()
        assert state() == "waiting"
    with later(minutes=11):
        sweeping.sweep()
    assert state() == "no_show"


def test_whoever_says_so_again_keeps_the_place(waiting):
    with later(minutes=9):
        assert waiting.post("wait").json()["place"]["position"] == 1
    with later(minutes=11):
        sweeping.sweep()
    assert state() == "waiting"


def test_a_call_is_interrupted_whose_resident_gives_no_sign(officer, camille):
    Participant.objects.filter(role="resident").update(seen_at=timezone.now())
    sweeping.sweep()
    assert state() == "live"
    with later(minutes=2):
        sweeping.sweep()
    assert state() == "interrupted"
    assert camille.post("progress", {"event": "resumed"}).json()["state"] == "live"
    assert Session.objects.get().reconnects == 1


@pytest.fixture
def appointment(report, noor, unit):
    opening = Opening.objects.create(unit=unit, starts_at=timezone.now() + timedelta(hours=30))
    return invite(report, by=noor, asked_by="officer", wish=Wish("appointment", opening.pk))


def test_reminders_go_out_a_day_and_an_hour_before_each_once(appointment):
    reminders = FollowUp.objects.filter(kind="video_reminder")
    sweeping.sweep()
    assert reminders.count() == 0
    with later(hours=7):
        sweeping.sweep()
        sweeping.sweep()
    assert reminders.count() == 1
    with later(hours=29, minutes=30):
        sweeping.sweep()
    assert reminders.count() == 2


def test_an_appointment_that_nobody_came_to_is_over(appointment):
    with later(hours=31, minutes=5):
        sweeping.sweep()
    assert state() == "no_show"


def test_addresses_are_forgotten_a_day_later(camille, officer):
    body = {"type": "offer", "sdp": "v=0\r\nc=IN IP4 192.0.2.7\r\n"}
    camille.post("messages", {"id": "offer-001", "kind": "description", "body": body})
    camille.say("This stays")
    sweeping.purge()
    assert Message.objects.get(kind="description").body
    with later(hours=25):
        sweeping.purge()
    assert Message.objects.get(kind="description").body == {}
    assert Message.objects.get(kind="chat").body == {"text": "This stays"}
    numbers = list(Message.objects.values_list("sequence", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_day_after_its_end_a_call_keeps_no_key_and_no_picture_without_agreement(
    camille, photo, django_capture_on_commit_callbacks
):
    camille.post("check", {"camera": True})
    send_still(camille, photo)
    camille.post("leave", {"for_good": True})
    with later(hours=25), django_capture_on_commit_callbacks(execute=True):
        sweeping.purge()
    still = Still.objects.get()
    assert (still.evidence, is_there(still.path)) == ("refused", False)
    assert set(Participant.objects.values_list("secret_hash", "seen_at")) == {("", None)}
    assert Session.objects.get().purged_at
