"""Other systems are told what happens here: signed, once, and again until it arrives."""

import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.utils.timezone import now

from integrations.webhooks import signing
from tests.api.calls import Api, problem
from workflows import follow_ups
from workflows.models import FollowUp, WebhookAttempt, WebhookMessage, WebhookSubscription
from workflows.webhooks import forget_old_messages

ALL = ["page.published", "page.unpublished", "page.moved", "page.deleted", "report_type.published"]


class Listener(BaseHTTPRequestHandler):
    """Somebody who listens, answers as told and keeps what came."""

    got: list[dict[str, Any]] = []
    answer: tuple[int, dict[str, str]] = (204, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.got.append({"headers": headers, "body": body, "path": self.path})
        self.send_response(self.answer[0])
        for name, value in self.answer[1].items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_given: Any) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Listener)
    Listener.got, Listener.answer = [], (204, {})
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hooks"
    server.shutdown()
    server.server_close()


@pytest.fixture
def sols(staff, sol) -> Api:
    return staff(sol, "webhooks")


def subscribe(sols, url, *kinds):
    made = sols.post("webhooks", {"name": "Web site", "url": url, "kinds": list(kinds or ALL)})
    assert made.status_code == 201, made.content
    return made.json()


def carried(state="done"):
    """Run what is due and return the follow-ups in a state."""
    follow_ups.sweep()
    return list(FollowUp.objects.filter(kind="webhook", state=state))


def test_a_change_of_state_is_told_with_ids_only(sols, listener, number, staff, noor):
    made = subscribe(sols, listener, "report.status_changed")
    staff(noor).post(f"desk/reports/{number}/workflow/claim", {"version": 1})
    assert len(carried()) == 1
    (got,) = Listener.got
    told = json.loads(got["body"])
    assert told["type"] == "report.status_changed"
    assert told["data"] == {
        "number": number,
        "report_type": "theft",
        "from": "submitted",
        "to": "under_review",
        "version": 2,
        "href": f"/api/v1/desk/reports/{number}",
    }
    assert signing.is_signed(made["secret"], got["headers"], got["body"])


def test_what_nobody_listens_to_is_not_written(sols, listener, number, staff, noor):
    subscribe(sols, listener, "page.published")
    staff(noor).post(f"desk/reports/{number}/workflow/claim", {"version": 1})
    assert not WebhookMessage.objects.exists()


def test_nothing_is_told_of_what_did_not_happen(sols, listener, number, staff, noor, ravi):
    subscribe(sols, listener, "report.status_changed")
    staff(noor).post(f"desk/reports/{number}/workflow/claim", {"version": 1})
    staff(ravi).post(f"desk/reports/{number}/workflow/claim", {"version": 1})
    assert WebhookMessage.objects.count() == 1


def test_an_address_that_fails_is_tried_again_with_the_same_message(sols, listener, time_machine):
    made = subscribe(sols, listener)
    Listener.answer = (503, {"Retry-After": "120"})
    sols.post(f"webhooks/{made['id']}/test")
    (waiting,) = carried("pending")
    assert waiting.error == "the address answered 503"
    assert 100 < (waiting.due_at - waiting.created_at).total_seconds() < 140
    Listener.answer = (200, {})
    time_machine.move_to(now() + timedelta(seconds=200))
    assert len(carried()) == 1
    first, second = Listener.got
    assert first["body"] == second["body"]
    assert first["headers"]["webhook-id"] == second["headers"]["webhook-id"]
    told = sols.get(f"webhooks/{made['id']}/deliveries").json()["items"][0]
    assert [(each["status"], each["problem"]) for each in told["attempts"]] == [(503, ""), (200, "")]


def test_after_a_week_it_is_given_up_and_sent_again_by_hand(sols, listener, time_machine):
    made = subscribe(sols, listener)
    Listener.answer = (500, {})
    sols.post(f"webhooks/{made['id']}/test")
    time_machine.move_to(now() + timedelta(seconds=8 * 24 * 3600))
    assert len(carried("dead")) == 1
    delivery = sols.get(f"webhooks/{made['id']}/deliveries?state=dead").json()["items"][0]
    Listener.answer = (200, {})
    assert sols.post(delivery["replay"]).json()["state"] == "pending"
    assert len(carried()) == 1
    problem(sols.post(delivery["replay"]), 409)


def test_an_address_that_is_gone_is_switched_off(sols, listener):
    made = subscribe(sols, listener)
    Listener.answer = (410, {})
    sols.post(f"webhooks/{made['id']}/test")
    carried()
    assert sols.get(f"webhooks/{made['id']}").json()["active"] is False


def test_a_redirect_is_not_followed(sols, listener):
    made = subscribe(sols, listener)
    Listener.answer = (302, {"Location": "http://127.0.0.1:1/"})
    sols.post(f"webhooks/{made['id']}/test")
    assert len(carried("pending")) == 1


def test_while_the_secret_changes_both_sign(sols, listener, time_machine):
    made = subscribe(sols, listener)
    renewed = sols.post(f"webhooks/{made['id']}/secret").json()
    sols.post(f"webhooks/{made['id']}/test")
    carried()
    time_machine.move_to(now() + timedelta(seconds=25 * 3600))
    sols.post(f"webhooks/{made['id']}/test")
    carried()
    old = [signing.is_signed(made["secret"], got["headers"], got["body"]) for got in Listener.got]
    new = [signing.is_signed(renewed["secret"], got["headers"], got["body"]) for got in Listener.got]
    assert (old, new) == ([True, False], [True, True])


def test_the_secret_is_shown_once_and_not_kept_in_clear(sols, listener):
    made = subscribe(sols, listener)
    row = WebhookSubscription.objects.get()
    assert made["secret"].startswith("whsec_")
    assert made["secret"].encode() not in bytes(row.secret)
    assert "secret" not in sols.get(f"webhooks/{row.pk}").json()
    assert "secret" not in sols.get("webhooks").json()["items"][0]


def test_an_ended_webhook_hears_nothing_more(sols, listener):
    made = subscribe(sols, listener)
    sols.post(f"webhooks/{made['id']}/test")
    assert sols.delete(f"webhooks/{made['id']}").status_code == 204
    carried()
    assert Listener.got == []
    problem(sols.get(f"webhooks/{made['id']}"), 404)


@pytest.mark.parametrize(
    ("url", "code"),
    [("https://10.0.0.1/", "private"), ("http://www.agency.example/", "https"), ("nowhere", "form")],
)
def test_an_address_that_is_not_safe_is_refused(sols, settings, url, code):
    settings.WEBHOOK_PRIVATE_TARGETS = False
    told = problem(sols.post("webhooks", {"name": "x", "url": url, "kinds": ALL}), 422)
    assert (told["errors"][0]["path"], told["errors"][0]["code"]) == ("/url", code)


def test_a_name_that_turned_private_later_is_not_called(sols, listener, settings):
    made = subscribe(sols, listener)
    settings.WEBHOOK_PRIVATE_TARGETS = False
    sols.post(f"webhooks/{made['id']}/test")
    assert len(carried("dead")) == 1
    assert Listener.got == []
    assert WebhookAttempt.objects.get().problem.startswith("not sent")


def test_a_kind_that_is_not_known_is_refused(sols, listener):
    told = problem(sols.post("webhooks", {"name": "x", "url": listener, "kinds": ["weather"]}), 422)
    assert told["errors"][0]["path"] == "/kinds"


def test_only_administrators_have_them(staff, noor, ana, listener, sol):
    problem(staff(noor).get("webhooks"), 403)
    problem(staff(ana).post("webhooks", {"name": "x", "url": listener, "kinds": ALL}), 403)
    problem(staff(sol, "desk:read").get("webhooks"), 403)


def test_old_messages_are_forgotten_with_their_tries(sols, listener, time_machine):
    made = subscribe(sols, listener)
    sols.post(f"webhooks/{made['id']}/test")
    carried()
    time_machine.move_to(now() + timedelta(seconds=91 * 24 * 3600))
    assert forget_old_messages() == 1
    assert not WebhookMessage.objects.exists()
    assert not FollowUp.objects.filter(kind="webhook").exists()


def test_a_webhook_is_changed_only_where_it_is_asked(sols, listener):
    made = subscribe(sols, listener)
    changed = sols.patch(f"webhooks/{made['id']}", {"active": False}).json()
    assert (changed["active"], changed["name"], changed["url"]) == (False, "Web site", listener)
    problem(sols.post(f"webhooks/{made['id']}/test"), 409)
