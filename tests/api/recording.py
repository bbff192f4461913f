"""Calls written down as they were made, for docs/api/: what changes from run to run is always the same there."""

import json
import re
from typing import Any

from tests.api.calls import ROOT, Api

KEPT_HEADERS = ("ETag", "Location", "Retry-After", "RateLimit", "Cache-Control")
AT = "2026-11-21T14:32:10-06:00"
DAYS = {"due_on": "2026-12-07", "suggested": "2026-12-07"}
PATTERNS = (
    (re.compile(r"\b[0-9a-f]{32}\.[0-9a-f]{64}\b"), "CALL_KEY"),
    (re.compile(r"^whsec_\S+$"), "whsec_SECRET"),
    (re.compile(r"(?<=/webhooks/)\d+"), "1"),
    (re.compile(r"^[0-9a-f]{40}$"), "3f1c0c5d7a8e4b2f9d6a1e0b5c7d8f9a0b1c2d3e"),
    (re.compile(r"/join/#[0-9a-f]{40}"), "/join/#3f1c0c5d7a8e4b2f9d6a1e0b5c7d8f9a0b1c2d3e"),
    (re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$"), "2026-11-21T20:32:10.250+00:00"),
    (re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "2f0c9a52-8a0f-4f5e-9d0c-6a4a54a0c3de"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "9f2c4d1e7a3b5c60819f2c4d1e7a3b5c60819f2c4d1e7a3b5c60819f2c4d1e7a"),
    (re.compile(r"\bT-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b"), "T-8K3M-Q2XW-7"),
    (re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b"), "7KQM-2W9X-HT4D-0R6C"),
    (re.compile(r"\bW\d\d-\d{6}\b"), "W26-000123"),
    (re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"), AT),
    (re.compile(r'"drafts";r=\d+;t=\d+'), '"drafts";r=59;t=1802'),
    (re.compile(r'"address";r=\d+;t=\d+'), '"address";r=598;t=42'),
    (re.compile(r'"messages";r=\d+;t=\d+'), '"messages";r=1199;t=42'),
    (re.compile(r'"token";r=\d+;t=\d+'), '"token";r=1198;t=42'),
    (re.compile(r'^"[0-9a-f]{32}"$'), '"5f0c9a528a0f4f5e9d0c6a4a54a0c3de"'),
)
TOKENS = {
    "draft": "DRAFT_TOKEN",
    "report": "REPORT_TOKEN",
    "staff": "STAFF_TOKEN",
    "resident": "CALL_KEY",
    "": "",
}
MOST_ITEMS = 2


class Recorder:
    """Makes calls and remembers them as a page."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.parts: list[str] = []

    def say(self, text: str) -> None:
        """Add a heading or a paragraph."""
        self.parts.append(text)

    def call(
        self, method: str, path: str, body: Any = None, *, by: str = "", token: str = "", **headers: str
    ) -> Any:
        """Make a call in the name of `by` and write it down with its answer."""
        answer = self.api.by(token).call(method.lower(), path, body, **headers)
        self._write(method, path, body, by, headers, answer)
        return answer

    def upload(self, path: str, content: bytes, *, token: str, **fields: str) -> Any:
        """Add a file and write it down."""
        answer = self.api.by(token).upload(path, content, **fields)
        form = "".join(f"{name}: {value}\n" for name, value in {**fields, "file": "photo.jpg"}.items())
        self._write("POST", path, None, "draft", {"content-type": "multipart/form-data"}, answer, form)
        return answer

    def page(self) -> str:
        """Return all that was said and called."""
        return "\n\n".join(self.parts) + "\n"

    def _write(
        self, method: str, path: str, body: Any, by: str, headers: dict[str, str], answer: Any, form: str = ""
    ) -> None:
        address = steady(path if path.startswith("/") else f"{ROOT}/{path}")
        lines = [f"{method} {address}"]
        lines += [f"Authorization: Bearer {TOKENS[by]}"] if by else []
        lines += [f"{name.replace('_', '-').title()}: {steady(value)}" for name, value in headers.items()]
        asked = "\n".join(lines) + (f"\n\n{form or pretty(body)}" if form or body is not None else "")
        told = [
            f"{answer.status_code} {answer.reason_phrase}",
            f"Content-Type: {answer.get('Content-Type', '')}",
        ]
        told += [f"{name}: {steady(answer[name])}" for name in KEPT_HEADERS if name in answer]
        is_json = "json" in answer.get("Content-Type", "")
        shown = pretty(answer.json()) if is_json and answer.content else ""
        written = "\n".join(told) + (f"\n\n{shown}" if shown else "")
        self.parts.append(f"```http\n{asked.rstrip()}\n```\n\n```http\n{written.rstrip()}\n```")


def pretty(value: Any) -> str:
    """Return JSON to read: long lists cut, what changes from run to run replaced."""
    return json.dumps(shown(value), indent=2, ensure_ascii=False, sort_keys=True)


def shown(value: Any, key: str = "") -> Any:
    """Return a value as the page shows it."""
    if isinstance(value, dict):
        return {name: shown(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [shown(each) for each in value[:MOST_ITEMS]]
    if key == "token" and isinstance(value, str) and len(value) > 60:
        return TOKENS["draft" if re.fullmatch("[0-9a-f]{64}", value) else "report"]
    if key == "_id":
        return "r1"
    if key in DAYS and isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return DAYS[key]
    if key in {"size", "id"} and isinstance(value, int):
        return 1
    return steady(value) if isinstance(value, str) else value


def steady(text: str) -> str:
    """Return a text with numbers, codes and times as they always are in the docs."""
    for pattern, always in PATTERNS:
        text = pattern.sub(always, text)
    return text
