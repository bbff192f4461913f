"""A cable between two ends of TCP that a test can hold, cut and mend: a network, a database server that goes away."""

import socket
import threading
from contextlib import suppress

PIECE = 65536


class Cable:
    """Listens on a port of its own and passes on what comes, both ways, while it is whole."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.far = (host, port)
        self.port = 0
        self._flows = threading.Event()
        self._flows.set()
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listen()

    def hold(self) -> None:
        """Let nothing pass, as where there is no reception: nobody is told, what was sent waits."""
        self._flows.clear()

    def release(self) -> None:
        """Let everything pass again, what waited first."""
        self._flows.set()

    def cut(self) -> None:
        """Break every connection and refuse new ones, as a server that is down."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            _end(line)

    def mend(self) -> None:
        """Take connections again, on the same port."""
        self._listen()

    def _listen(self) -> None:
        self._door = socket.create_server(("127.0.0.1", self.port), backlog=256)
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._accept, args=(self._door,), daemon=True).start()

    def _accept(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = door.accept()
                try:
                    far = socket.create_connection(self.far)
                except OSError:
                    near.close()
                    continue
                for line in (near, far):
                    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with self._lock:
                    self._lines |= {near, far}
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(PIECE):
                self._flows.wait()
                other.sendall(piece)
        for line in (one, other):
            _end(line)
            with self._lock:
                self._lines.discard(line)


def _end(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
