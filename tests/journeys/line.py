"""A side of a call without a browser: its stream, and what it sends, as patient as the pages are."""

import http.client
import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.journeys.stage import TRUSTING

PATIENCE = 30.0
PAUSE = 0.1


@dataclass
class Line:
    """Somebody's line to the site, kept open until it is closed."""

    url: str
    call: str
    key: str
    heard: list[dict[str, Any]] = field(default_factory=list)
    beats: int = 0
    opened: int = 0
    _closed: bool = False
    _source: http.client.HTTPSConnection | None = None

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def at(self) -> str:
        return f"/api/v1/video/calls/{self.call}"

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Post until it is taken."""
        ends = time.monotonic() + PATIENCE
        while True:
            status, answer = self._once(f"{self.at}/{path}", body)
            if status in {200, 201}:
                return answer
            assert status in {0, 500, 502, 503, 504}, answer
            assert time.monotonic() < ends, f"{path} was not taken: {status}"
            time.sleep(PAUSE)

    def say(self, text: str) -> None:
        self.post("messages", {"id": uuid4().hex, "kind": "chat", "to": None, "body": {"text": text}})

    def texts(self) -> list[str]:
        return [each["body"]["text"] for each in self.heard if each["kind"] == "chat"]

    def hears(self, kind: str, **body: Any) -> dict[str, Any]:
        """Wait until a message of a kind came."""
        return until(
            lambda: next(
                (
                    each
                    for each in self.heard
                    if each["kind"] == kind and body.items() <= each["body"].items()
                ),
                None,
            )
        )

    def close(self) -> None:
        self._closed = True
        if self._source is not None and self._source.sock is not None:
            self._source.sock.close()

    def _open(self) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(urlsplit(self.url).netloc, context=TRUSTING, timeout=20)

    def _once(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        connection = self._open()
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        try:
            connection.request("POST", path, json.dumps(body), headers)
            answer = connection.getresponse()
            content = answer.read()
            return answer.status, json.loads(content) if content[:1] == b"{" else content[:200]
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()

    def _listen(self) -> None:
        while not self._closed:
            with suppress(OSError, http.client.HTTPException, ValueError):
                self._stream()
            time.sleep(PAUSE)

    def _stream(self) -> None:
        self._source = self._open()
        headers = {"Authorization": f"Bearer {self.key}"}
        if self.heard:
            headers["Last-Event-ID"] = str(self.heard[-1]["sequence"])
        self._source.request("GET", f"{self.at}/events", headers=headers)
        answer = self._source.getresponse()
        if answer.status != 200:
            return
        self.opened += 1
        kind = ""
        while line := answer.readline().decode():
            name, _colon, value = line.rstrip("\r\n").partition(": ")
            if name == "event":
                kind = value
            elif name == "data" and kind == "message":
                self.heard.append(json.loads(value))
            elif name == "data" and kind == "heartbeat":
                self.beats += 1


def until(look: Any, seconds: float = PATIENCE) -> Any:
    """Look until there is something."""
    ends = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < ends, "it did not come"
        time.sleep(0.02)
    return found
