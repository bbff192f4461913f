"""The stream: what was missed, what comes, a named heartbeat; one for each participant."""

import json
import threading

import pytest
from django.db import connection
from django.test import Client

from tests.api.calls import Api, problem
from tests.video.conftest import take
from video import streaming
from video.bus.hub import hub
from video.models import Participant, Session
from video.watching import Watch


def open_stream(side, last=""):
    headers = {"last_event_id": last} if last else {}
    response = side.api.get(f"{side.at}/events", **headers)
    assert response["Content-Type"] == "text/event-stream"
    return response


def hang_up(response):
    """Close a stream as a browser does; the test's own connection to the database stays."""
    response._iterator.close()


def until(response, wanted):
    """Read events until one of the wanted kind; return all."""
    found = []
    for block in response.streaming_content:
        for part in block.decode().strip().split("\n\n"):
            lines = dict(line.split(": ", 1) for line in part.split("\n"))
            found.append(lines)
            if lines.get("event") == wanted:
                return found
    return found


def test_gives_what_was_there_and_then_a_heartbeat(camille, officer):
    camille.say("Hello", "hello-001")
    events = until(open_stream(officer), "heartbeat")
    kinds = [json.loads(each["data"])["kind"] for each in events if each.get("event") == "message"]
    assert "chat" in kinds
    assert json.loads(events[-1]["data"])["now"] > 0


def test_goes_on_after_the_last_number_seen(camille, officer):
    seen = camille.say("One", "hello-001").json()["sequence"]
    camille.say("Two", "hello-002")
    events = until(open_stream(officer, str(seen)), "heartbeat")
    chats = [json.loads(each["data"]) for each in events if "id" in each]
    assert [each["body"].get("text") for each in chats if each["kind"] == "chat"] == ["Two"]
    assert [each["id"] for each in events if "id" in each] == [str(each["sequence"]) for each in chats]


def test_a_newer_stream_takes_the_place_of_the_older(camille, officer):
    older = open_stream(officer)
    until(older, "heartbeat")
    newer = open_stream(officer)
    until(newer, "heartbeat")
    assert until(older, "displaced")[-1]["event"] == "displaced"
    hang_up(newer)
    hang_up(older)
    assert hub.count() == 0


def test_a_look_of_before_a_new_key_does_not_put_out_who_has_it(
    camille, officer, desk, vic, call, monkeypatch
):
    watch = Watch()
    monkeypatch.setattr(streaming, "watch", watch)
    older = open_stream(officer)
    until(older, "heartbeat")
    assert watch.of(Participant.objects.get(public_id=officer.id).pk, 0.0)
    again = take(desk(vic), call)
    camille.say("Still there?")
    seen = Session.objects.get(pk=call.pk).last_sequence - 1
    events = until(open_stream(again, str(seen)), "heartbeat")
    assert [each["event"] for each in events if "event" in each] == ["message", "heartbeat"]
    hang_up(older)


def test_an_attempt_that_was_given_up_does_not_take_the_place_of_the_next(camille, officer):
    def attempt(number, page="page-1"):
        return officer.api.get(f"{officer.at}/events?page={page}&attempt={number}")

    second = attempt(2)
    until(second, "heartbeat")
    assert [each["event"] for each in until(attempt(1), "displaced") if "event" in each] == ["displaced"]
    camille.say("Still there?", "hello-003")
    assert "Still there?" in until(second, "message")[-1]["data"]
    # Another page is another device: the newer one is right.
    other = attempt(1, page="page-2")
    until(other, "heartbeat")
    assert until(second, "displaced")[-1]["event"] == "displaced"
    hang_up(second)
    hang_up(other)


def test_ends_with_the_call(camille, officer, desk, vic, call):
    stream = open_stream(camille)
    until(stream, "heartbeat")
    at = f"desk/video/calls/{call.public_id}"
    desk(vic).post(f"{at}/end", {})
    desk(vic).post(f"{at}/outcome", {"version": 2, "outcome": "patrol", "reason": "Now."})
    assert until(stream, "over")[-1]["event"] == "over"
    hang_up(stream)


def test_who_is_there_is_told(camille, officer):
    stream = open_stream(camille)
    until(stream, "heartbeat")
    here = {each["role"]: each["here"] for each in officer.get().json()["people"]}
    assert here["resident"] is True
    hang_up(stream)
    here = {each["role"]: each["here"] for each in officer.get().json()["people"]}
    assert here["resident"] is False


def test_no_more_streams_than_the_process_has_room_for(camille, officer, settings):
    settings.VIDEO_STREAMS = 0
    told = problem(camille.api.get(f"{camille.at}/events"), 503)
    assert told["code"]


@pytest.mark.django_db(transaction=True)
def test_wakes_at_once_when_a_message_comes(camille, officer):
    stream = open_stream(officer)
    until(stream, "heartbeat")

    def write():
        try:
            Api(Client()).by(camille.api.token).post(
                f"{camille.at}/messages", {"id": "late-0001", "kind": "chat", "body": {"text": "Late"}}
            )
        finally:
            connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    events = until(stream, "message")
    thread.join()
    assert "Late" in events[-1]["data"] or "Late" in str(until(stream, "message"))
    hang_up(stream)
