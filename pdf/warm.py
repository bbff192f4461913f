"""The warm process behind `render` and `verify`: it forks a limited child for each job and ends with us.

Safe from any thread of any process. Each process of ours has its own, started when first needed (about a
second: libraries and fonts).
"""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pdf.wire import receive_answer, send_job

BASE = Path(__file__).resolve().parent.parent
GRACE = 5  # seconds


class WarmProcess:
    """The process that forks for each job: started when first needed, and again when it is gone."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Let go of it, so that it ends; the next job starts another."""
        self._lock = threading.Lock()
        # More at once than there are processors would only make each slower.
        self.turn = threading.BoundedSemaphore(os.cpu_count() or 2)
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def connect(self) -> socket.socket:
        """Return a connection to a fresh child that waits for its job."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            control = self._control
            if control is None or self._process is None or self._process.poll() is not None:
                control = self._start()
            try:
                socket.send_fds(control, [b"j"], [theirs.fileno()])
            except OSError:
                socket.send_fds(self._start(), [b"j"], [theirs.fileno()])
        return ours

    def _start(self) -> socket.socket:
        if self._control is not None:
            self._control.close()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-s", "-m", "pdf.child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=BASE,
                # No keys, no passwords, no address of a database: it needs none of them.
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            )
        return self._control


_warm = WarmProcess()
# A fork of ours has the descriptor but is not the parent: it starts its own.
os.register_at_fork(after_in_child=_warm.forget)


def warm_up() -> None:
    """Start the process now, so that the first copy does not wait for it."""
    _warm.connect().close()


def ask(job: dict[str, Any], parts: Sequence[bytes], *, seconds: int) -> tuple[bytes, bytes]:
    """Return status and body of the answer to a job; the status is empty when a limit or a crash ended it."""
    turn = _warm.turn
    if not turn.acquire(timeout=seconds):
        return b"", b""
    try:
        with _warm.connect() as connection:
            # The child ends itself first; this is for a child that is gone without a word.
            connection.settimeout(seconds + GRACE)
            send_job(connection, {**job, "seconds": seconds}, parts)
            return receive_answer(connection)
    except OSError:
        return b"", b""
    finally:
        turn.release()
