"""Citizens who send and officers who decide, over HTTP, as patient as real clients: what breaks off is tried again.

A citizen sends with one Idempotency-Key, however often. An officer looks first and then does what is left to do.
"""

import json
import random
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from queue import Empty, Queue
from typing import Any

from tests.definitions import ANSWERS

PATIENCE = 90.0


@dataclass
class Acknowledged:
    """What a citizen holds in hand."""

    number: str
    code: str
    story: str
    draft: str
    token: str
    key: str
    in_the_dark: bool = False


@dataclass
class People:
    """Everybody who uses the site during a run, and what they were told."""

    port: int
    tokens: dict[str, str]
    chance: random.Random
    allowed: int = 0
    began: int = 0
    acknowledged: list[Acknowledged] = field(default_factory=list)
    approved: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    repeats: int = 0
    in_the_dark: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _waiting: Queue[str] = field(default_factory=Queue)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self, citizens: int = 3) -> None:
        work = [self._cite] * citizens
        self._threads = [threading.Thread(target=each) for each in work]
        self._threads += [threading.Thread(target=self._review, args=(name,)) for name in ("noor", "ravi")]
        self._threads.append(threading.Thread(target=self._audit))
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        """Begin no more reports, but bring those to an end that were begun."""
        self.over.set()
        for thread in self._threads:
            thread.join()

    def _cite(self) -> None:
        while not self.over.is_set():
            with self._lock:
                mine, free = self.began, self.began < self.allowed
                self.began += free
            if free:
                self._guard(self._report, mine)
            self.over.wait(self._random(0.05, 0.4))

    def _report(self, mine: int) -> None:
        story = f"Story {mine}: the lock was cut. Le cadenas a été coupé."
        draft = self._until("POST", "drafts", {"report_type": "theft", "language": "en"})
        here, token, key = f"drafts/{draft['id']}", draft["token"], uuid.uuid4().hex
        self._until("PATCH", here, {"answers": {**ANSWERS, "story": story}}, token)
        dark = self.in_the_dark
        sent = self._send(here, token, key)
        told = Acknowledged(
            sent["temporary_number"], sent["access_code"], story, draft["id"], token, key, dark
        )
        with self._lock:
            self.acknowledged.append(told)
        self._waiting.put(told.number)

    def _send(self, here: str, token: str, key: str) -> Any:
        return self._until("POST", f"{here}/submission", {"declaration": True}, token, key)

    def _review(self, name: str) -> None:
        while not (self.over.is_set() and self._waiting.empty() and self._all_sent()):
            try:
                number = self._waiting.get(timeout=0.2)
            except Empty:
                continue
            self._guard(self._decide, number, self.tokens[name])

    def _all_sent(self) -> bool:
        return len(self.acknowledged) + len(self.surprises) >= self.began

    def _decide(self, number: str, token: str) -> None:
        here = f"desk/reports/{number}/workflow"
        needs: dict[str, tuple[str, dict[str, str]]] = {
            "submitted": ("claim", {}),
            "under_review": ("approve", {"offence": "2140"}),
        }
        for _ in range(50):
            seen = self._until("GET", here, None, token)
            if seen["status"] not in needs:
                self.approved.append(number)
                return
            action, given = needs[seen["status"]]
            self._once("POST", f"{here}/{action}", {"version": seen["version"], **given}, token)
        self.surprises.append(f"{number} could not be decided in 50 attempts")

    def _audit(self) -> None:
        """Read reports while others act on them."""
        while not self.over.wait(self._random(0.05, 0.3)):
            if self.acknowledged:
                number = self.chance.choice(self.acknowledged[-5:]).number
                self._once("GET", f"desk/reports/{number}/workflow", None, self.tokens["ada"])

    def repeated(self) -> Iterator[tuple[Acknowledged, Any, bool]]:
        """Send every report once more with its key, and open it with its code."""
        for told in self.acknowledged:
            again = self._send(f"drafts/{told.draft}", told.token, told.key)
            opened = self._once("POST", "access", {"number": told.number, "code": told.code})
            yield told, again, bool(opened and opened.get("token"))

    def _guard(self, work: Any, *given: Any) -> None:
        try:
            work(*given)
        except (AssertionError, KeyError) as error:
            self.surprises.append(f"{type(error).__name__}: {error}")

    def _until(self, method: str, path: str, body: Any, token: str = "", key: str = "") -> Any:
        """Call until there is an answer."""
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = self._once(method, path, body, token, key)
            if answer is not None:
                return answer
            assert time.monotonic() < deadline, f"no answer to {method} of {PATIENCE} s"
            self.repeats += 1
            time.sleep(self._random(0.05, 0.3))

    def _once(self, method: str, path: str, body: Any, token: str = "", key: str = "") -> Any:
        """Call; None when the connection broke, the site is away, or somebody else was faster (409)."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/json", "Accept-Language": "en"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        headers |= {"Idempotency-Key": key} if key else {}
        try:
            connection.request(method, f"/api/v1/{path}", json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        if answer.status in {409, 502, 503}:
            return None
        if answer.status >= 400:
            self.surprises.append(f"{method} {path} was answered {answer.status}: {content[:300]!r}")
            raise AssertionError(answer.status)
        return json.loads(content)

    def _random(self, least: float, most: float) -> float:
        with self._lock:
            return self.chance.uniform(least, most)
