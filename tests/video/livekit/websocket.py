"""The server's side of a WebSocket (RFC 6455), as far as a browser on this machine needs it."""

import base64
import hashlib
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class WebSocket:
    """A line to one page."""

    def __init__(self, request: BaseHTTPRequestHandler) -> None:
        self.request, self.lock = request, threading.Lock()
        request.close_connection = True
        key = hashlib.sha1(f"{request.headers['Sec-WebSocket-Key']}{MAGIC}".encode()).digest()
        request.send_response(101)
        request.send_header("Upgrade", "websocket")
        request.send_header("Connection", "Upgrade")
        request.send_header("Sec-WebSocket-Accept", base64.b64encode(key).decode())
        request.end_headers()

    def send(self, content: bytes, kind: int = BINARY) -> None:
        """Say something; to a page that is gone, nothing is said."""
        size = len(content)
        head = bytes([0x80 | kind])
        if size < 126:
            head += bytes([size])
        elif size < 2**16:
            head += bytes([126]) + size.to_bytes(2, "big")
        else:
            head += bytes([127]) + size.to_bytes(8, "big")
        with self.lock, suppress(OSError, ValueError):
            self.request.wfile.write(head + content)

    def messages(self) -> Iterator[bytes]:
        """Yield what the page says, until it or we hang up."""
        whole = b""
        while frame := self._frame():
            kind, is_last, content = frame
            if kind == PING:
                self.send(content, PONG)
            elif kind == CLOSE:
                self.send(content[:2], CLOSE)
                return
            elif kind in (0, TEXT, BINARY):
                whole += content
                if is_last:
                    yield whole
                    whole = b""

    def _frame(self) -> tuple[int, bool, bytes] | None:
        try:
            first, second = self._read(2)
            size = second & 0x7F
            if size > 125:
                size = int.from_bytes(self._read(2 if size == 126 else 8), "big")
            mask, content = self._read(4), self._read(size)
        except (OSError, ValueError):
            return None
        plain = bytes(each ^ mask[place % 4] for place, each in enumerate(content))
        return first & 0x0F, bool(first & 0x80), plain

    def _read(self, size: int) -> bytes:
        content = self.request.rfile.read(size)
        if len(content) < size:
            raise ValueError
        return content

    def close(self) -> None:
        """Hang up in good order."""
        self.send((1000).to_bytes(2, "big"), CLOSE)

    def cut(self) -> None:
        """Break the line, as a network does."""
        with suppress(OSError):
            self.request.connection.shutdown(socket.SHUT_RDWR)
