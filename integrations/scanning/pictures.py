"""Copies of a picture that are safe to show, and a look into a PDF, in a process that may die of it (decoder.py)."""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DECODER = Path(__file__).with_name("decoder.py")
WALL_SECONDS = 30


class NotMade(Exception):
    """No copies, or no PDF to keep: the code is too_many_pixels, too_large, active, password or unreadable."""


@dataclass(frozen=True, slots=True)
class Copies:
    """A copy without metadata, upright, at most 2000 pixels a side, and a thumbnail of at most 400; JPEG or PNG."""

    format: str
    copy: bytes
    thumbnail: bytes


class Decoder:
    """The helper of this process, started when it is first needed and again when it has died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._helper: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def copies(self, data: bytes, most_pixels: int) -> Copies:
        """Make the copies of one picture; raises `NotMade`."""
        try:
            told, content = self._ask(data, most_pixels)
        except (OSError, ValueError) as error:
            raise NotMade("unreadable") from error
        if "error" in told:
            raise NotMade(told["error"])
        if len(content) != told["copy"] + told["thumbnail"]:
            raise NotMade("unreadable")
        return Copies(told["format"], content[: told["copy"]], content[told["copy"] :])

    def look_into(self, document: bytes) -> None:
        """Read a PDF through; raises `NotMade` when it is not one to keep."""
        try:
            told, _content = self._ask(document, 0)
        except (OSError, ValueError) as error:
            raise NotMade("unreadable") from error
        if "error" in told:
            raise NotMade(told["error"])

    def stop(self) -> None:
        """End the helper; the next picture starts a new one."""
        with self._lock:
            self._stop()

    def _ask(self, data: bytes, most_pixels: int) -> tuple[dict[str, Any], bytes]:
        ours, theirs = socket.socketpair()
        with ours:
            ours.settimeout(WALL_SECONDS)
            with theirs:
                self._pass_on(theirs)
            ours.sendall(b"%d\n" % most_pixels)
            ours.sendall(data)
            ours.shutdown(socket.SHUT_WR)
            with ours.makefile("rb") as answer:
                return json.loads(answer.readline()), answer.read()

    def _pass_on(self, channel: socket.socket) -> None:
        """Give the helper one end of a channel; a helper that has died is replaced once."""
        with self._lock:
            for _ in range(2):
                control = self._running()
                try:
                    socket.send_fds(control, [b"."], [channel.fileno()])
                except OSError:
                    self._stop()
                else:
                    return
        raise OSError("the decoder does not start")

    def _running(self) -> socket.socket:
        if self._control is not None and self._owner == os.getpid():
            return self._control
        ours, theirs = socket.socketpair()
        with theirs:
            self._helper = subprocess.Popen(
                [sys.executable, "-I", str(DECODER)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
            )
        self._control, self._owner = ours, os.getpid()
        return ours

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._helper is not None and self._owner == os.getpid():
            self._helper.kill()
            self._helper.wait()
        self._control = self._helper = None


decoder = Decoder()
atexit.register(decoder.stop)
