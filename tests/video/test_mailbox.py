"""The mailbox: numbered without gaps, each message once, to whom it is for and to nobody else."""

import threading

import pytest
from django.db import connection

from tests.api.calls import problem
from tests.video.conftest import enter
from video.inviting import add_person
from video.links import token_of
from video.models import Message

DIRECT = "candidate:1 1 udp 2122260223 192.168.1.7 54321 typ host generation 0"
RELAYED = "candidate:3 1 udp 41885439 203.0.113.9 61000 typ relay raddr 198.51.100.4 rport 50000"


def numbers():
    return list(Message.objects.order_by("sequence").values_list("sequence", flat=True))


def words(response):
    return [each["body"]["text"] for each in response.json()["items"] if each["kind"] == "chat"]


def test_numbers_have_no_gaps(camille, officer):
    for number in range(5):
        camille.say("Hello", f"hello-{number}")
        officer.say("Hello", f"hello-{number}")
    assert numbers() == list(range(1, len(numbers()) + 1))


def test_the_same_message_is_in_once(camille, officer):
    first, again = camille.say("Hello"), camille.say("Hello")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    got = [each for each in officer.get("messages").json()["items"] if each["kind"] == "chat"]
    assert [each["body"] for each in got] == [{"text": "Hello"}]
    assert numbers() == list(range(1, len(numbers()) + 1))


def test_two_people_may_choose_the_same_id(camille, officer):
    assert camille.say("One", "same-name").status_code == 201
    assert officer.say("Two", "same-name").status_code == 201


def test_nothing_goes_to_a_stranger(camille, officer, api, call, noor):
    told = problem(camille.say("Hello", to="00000000-0000-4000-8000-000000000000"), 422)
    assert told["errors"][0]["code"] == "stranger"
    problem(camille.say("Hello", to=camille.id), 422)
    assert not Message.objects.filter(kind="chat").exists()


def test_what_is_for_one_is_given_to_that_one_alone(camille, officer, api, call, noor):
    _person, link = add_person(call, by=noor, role="interpreter", label="")
    interpreter = enter(api, token_of(link))
    camille.say("For you", to=officer.id)
    assert "For you" in str(officer.get("messages").json())
    assert "For you" not in str(interpreter.get("messages").json())
    assert "For you" not in str(camille.get("messages").json())


def test_whoever_loads_anew_may_have_their_own_words_again(camille, officer):
    camille.say("Mine")
    officer.say("Theirs")
    assert words(camille.get("messages")) == ["Theirs"]
    assert words(camille.get("messages?mine=true")) == ["Mine", "Theirs"]
    assert words(officer.get("messages?mine=true")) == ["Mine", "Theirs"]


def test_what_was_missed_comes_after_the_last_number(camille, officer):
    first = camille.say("One", "message-1").json()["sequence"]
    camille.say("Two", "message-2")
    items = officer.api.get(f"{officer.at}/messages?after={first}").json()["items"]
    assert [each["body"]["text"] for each in items] == ["Two"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("dance", {}),
        ("chat", {"text": ""}),
        ("chat", {"text": "x" * 2001}),
        ("description", {"type": "offer", "sdp": "v" * 32_001}),
        ("description", {"type": "wish", "sdp": "v=0"}),
        ("candidate", {"candidate": "text"}),
        ("candidate", {"candidates": []}),
        ("candidate", {"candidates": ["text"]}),
        ("candidate", {"candidates": [None] * 41}),
        ("quality", {"rung": 9}),
    ],
)
def test_a_body_that_the_kind_does_not_have_is_refused(camille, kind, body):
    problem(camille.post("messages", {"id": "message-1", "kind": kind, "body": body}), 422)


def test_only_the_officer_asks_and_only_the_resident_answers(camille, officer):
    ask = {"id": "command-1", "kind": "command", "body": {"command": "torch", "value": True}}
    assert officer.post("messages", ask).status_code == 201
    problem(camille.post("messages", ask | {"id": "command-2"}), 403)
    answer = {"id": "answer-01", "kind": "answer", "body": {"to": "command-1", "accepted": False}}
    assert camille.post("messages", answer).status_code == 201
    problem(officer.post("messages", answer), 403)


def test_under_relay_no_address_of_the_resident_is_passed_on(camille, officer, settings):
    settings.VIDEO_RESIDENTS_RELAY = True
    sdp = f"v=0\r\no=- 1 2 IN IP4 192.168.1.7\r\nc=IN IP4 192.168.1.7\r\na={DIRECT}\r\na={RELAYED}\r\n"
    camille.post(
        "messages", {"id": "offer-001", "kind": "description", "body": {"type": "offer", "sdp": sdp}}
    )
    ice = {"candidate": DIRECT, "sdpMid": "0", "sdpMLineIndex": 0}
    told = problem(
        camille.post("messages", {"id": "ice-00001", "kind": "candidate", "body": {"candidate": ice}}), 422
    )
    assert told["errors"][0]["code"] == "not_relay"
    good = ice | {"candidate": RELAYED}
    both = {"id": "ice-00003", "kind": "candidate", "body": {"candidates": [good, ice]}}
    assert problem(camille.post("messages", both), 422)["errors"][0]["code"] == "not_relay"
    camille.post("messages", {"id": "ice-00002", "kind": "candidate", "body": {"candidate": good}})
    got = str(officer.get("messages").json())
    assert "203.0.113.9" in got
    assert "192.168.1.7" not in got
    assert "198.51.100.4" not in got


def test_candidates_that_were_found_together_are_one_message(camille, officer):
    several = [{"candidate": DIRECT, "sdpMid": "0", "sdpMLineIndex": 0}, None]
    told = {"id": "ice-00001", "kind": "candidate", "body": {"candidates": several}}
    assert camille.post("messages", told).status_code == 201
    got = officer.get("messages").json()["items"][-1]
    assert (got["kind"], got["body"]) == ("candidate", {"candidates": several})


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_when_many_send_at_once(camille, officer):
    def send(side, name):
        try:
            for number in range(5):
                assert side.say("Hello", f"{name}-{number}-once").status_code == 201
        finally:
            connection.close()

    threads = [
        threading.Thread(target=send, args=(side, f"{at}")) for at, side in enumerate((camille, officer) * 2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers() == list(range(1, len(numbers()) + 1))
    assert Message.objects.filter(kind="chat").count() == 20
