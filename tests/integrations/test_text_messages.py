"""Text messages: into a folder that anybody can look into, or to a provider, whose every answer means something."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from integrations.outcomes import GiveUp, TryAgain, Uncertain
from integrations.texts.folder import read_texts
from integrations.texts.send import OutgoingText, send

MESSAGE = OutgoingText(to="+12045550142", text="Winnipeg: the form – voilà", key="form-1", language="fr")


class Provider(BaseHTTPRequestHandler):
    """A provider that answers as it is told, and keeps what it got."""

    got: list[dict[str, Any]] = []
    answer: tuple[int, dict[str, str]] | None = (202, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append({"headers": dict(self.headers), "body": json.loads(body), "path": self.path})
        if self.answer is None:
            self.connection.close()
            return
        self.send_response(self.answer[0])
        for name, value in self.answer[1].items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_given: Any) -> None:
        pass


@pytest.fixture
def provider(settings: Any) -> Iterator[type[Provider]]:
    """A provider that runs, and the settings that lead to it."""
    server = HTTPServer(("127.0.0.1", 0), Provider)
    Provider.got, Provider.answer = [], (202, {})
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.TEXT_BACKEND = "integrations.texts.provider.HttpTexts"
    settings.TEXT_PROVIDER_URL = f"http://127.0.0.1:{server.server_port}/messages"
    settings.TEXT_PROVIDER_TOKEN, settings.TEXT_PROVIDER_SENDER = "secret-token", "+12045550100"
    settings.TEXT_PROVIDER_IDEMPOTENT = False
    yield Provider
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(settings: Any, tmp_path: Any) -> None:
    """Text messages go into a folder of the test."""
    settings.TEXTS_FOLDER = tmp_path


def test_the_folder_keeps_a_message_once(folder: None) -> None:
    send(MESSAGE)
    send(MESSAGE)
    (kept,) = read_texts()
    assert (kept.to, kept.text, kept.language) == (MESSAGE.to, MESSAGE.text, "fr")


def test_the_provider_gets_one_request_with_token_and_key(provider: type[Provider]) -> None:
    send(MESSAGE)
    (got,) = provider.got
    assert got["path"] == "/messages"
    assert got["headers"]["Authorization"] == "Bearer secret-token"
    assert got["headers"]["Idempotency-Key"] == "form-1"
    assert got["body"] == {
        "to": "+12045550142",
        "from": "+12045550100",
        "text": MESSAGE.text,
        "reference": "form-1",
    }


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, GiveUp),
        (422, GiveUp),
        (302, GiveUp),
        (401, TryAgain),
        (429, TryAgain),
        (503, TryAgain),
        (500, Uncertain),
    ],
)
def test_each_answer_says_what_to_do_next(
    provider: type[Provider], status: int, outcome: type[Exception]
) -> None:
    provider.answer = (status, {"Location": "/elsewhere"})
    with pytest.raises(outcome, match=str(status)):
        send(MESSAGE)
    assert len(provider.got) == 1


def test_a_time_that_the_provider_names_is_obeyed(provider: type[Provider]) -> None:
    provider.answer = (429, {"Retry-After": "120"})
    with pytest.raises(TryAgain) as busy:
        send(MESSAGE)
    assert busy.value.after is not None
    assert busy.value.after.total_seconds() == 120


def test_a_lost_answer_is_uncertain_unless_the_provider_keeps_one_of_two(
    provider: type[Provider], settings: Any
) -> None:
    provider.answer = None
    with pytest.raises(Uncertain):
        send(MESSAGE)
    settings.TEXT_PROVIDER_IDEMPOTENT = True
    with pytest.raises(TryAgain):
        send(MESSAGE)


def test_a_provider_that_is_away_got_nothing(settings: Any, provider: type[Provider]) -> None:
    settings.TEXT_PROVIDER_URL = "http://127.0.0.1:9/messages"
    with pytest.raises(TryAgain, match="not reached"):
        send(MESSAGE)


@pytest.mark.parametrize(
    "change",
    [{"to": "204-555-0142"}, {"to": "+1204555014x"}, {"text": ""}, {"text": "x" * 700}, {"key": "a b"}],
)
def test_what_no_phone_could_get_is_not_handed_over(folder: None, change: dict[str, str]) -> None:
    given = {"to": MESSAGE.to, "text": MESSAGE.text, "key": MESSAGE.key, **change}
    with pytest.raises(GiveUp):
        send(OutgoingText(**given))
    assert read_texts() == []


def test_no_message_goes_where_none_is_configured(settings: Any) -> None:
    settings.TEXT_BACKEND = ""
    with pytest.raises(GiveUp):
        send(MESSAGE)
