"""Calls of the API as a client makes them: JSON in, JSON out, one token at a time."""

import json
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

ROOT = "/api/v1"


@dataclass(frozen=True)
class Api:
    """A client of the API, with or without a token."""

    client: Client
    token: str = ""
    language: str = "en"

    def by(self, token: str) -> "Api":
        return replace(self, token=token)

    def get(self, path: str, **headers: str) -> Any:
        return self.call("get", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("post", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.call("patch", path, body, **headers)

    def delete(self, path: str) -> Any:
        return self.call("delete", path)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        address = path if path.startswith("/") else f"{ROOT}/{path}"
        content = b"" if body is None else _bytes(body)
        kind = "" if body is None else "application/json"
        return self.client.generic(method.upper(), address, content, kind, headers=self._headers(headers))

    def upload(self, path: str, content: bytes, name: str = "photo.jpg", **fields: str) -> Any:
        form = {"file": SimpleUploadedFile(name, content), **fields}
        return self.client.post(f"{ROOT}/{path}", form, headers=self._headers({}))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        headers.setdefault("accept-language", self.language)
        return {**headers, **({"authorization": f"Bearer {self.token}"} if self.token else {})}


def _bytes(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body).encode()


def problem(response: Any, status: int) -> dict[str, Any]:
    """The problem document that a call was answered with."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told = json.loads(response.content)
    assert told["status"] == status
    assert {"type", "title", "detail", "code", "errors"} <= set(told)
    return told
