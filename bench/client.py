"""Ways to send a request: over HTTP to a server, or straight into the application when a profile is taken."""

import http.client
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Headers = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


class Client(Protocol):
    """Somebody who sends requests, one after the other."""

    def send(self, method: str, path: str, body: bytes = b"", headers: Headers | None = None) -> Answer:
        """Send one request and return the answer."""


class OverHttp:
    """One kept connection to a server on this machine."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def send(self, method: str, path: str, body: bytes = b"", headers: Headers | None = None) -> Answer:
        """Send one request; the connection is opened again when the server closed it."""
        try:
            return self._send(method, path, body, headers or {})
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self._connection.close()
            return self._send(method, path, body, headers or {})

    def _send(self, method: str, path: str, body: bytes, headers: Headers) -> Answer:
        self._connection.request(method, path, body or None, dict(headers))
        response = self._connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())


class Straight:
    """Calls a WSGI application in this process."""

    def __init__(self, application: Callable[..., Any]) -> None:
        self._application = application

    def send(self, method: str, path: str, body: bytes = b"", headers: Headers | None = None) -> Answer:
        """Call the application as a server would."""
        told: list[tuple[str, list[tuple[str, str]]]] = []
        given = self._application(
            _environ(method, path, body, headers or {}),
            lambda status, names, *_: told.append((status, names)),
        )
        content = b"".join(given)
        if hasattr(given, "close"):
            given.close()
        status, names = told[-1]
        return Answer(int(status.split()[0]), dict(names), content)


def _environ(method: str, path: str, body: bytes, headers: Headers) -> dict[str, Any]:
    place, _mark, query = path.partition("?")
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": place,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "CONTENT_TYPE": headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        **named,
    }


def as_form(fields: Mapping[str, str], photo: bytes) -> tuple[bytes, str]:
    """Return a multipart body with the fields and one photo, and its content type."""
    line = "----bench"
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\n'
    parts += [f"{head}Content-Type: image/jpeg\r\n\r\n".encode(), photo, f"\r\n--{line}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={line}"
