"""How `pdf.warm` and `pdf.child` talk over a socket: one job in, one answer out."""

import json
import socket
import struct
from collections.abc import Sequence
from typing import Any

OK, FAILED = b"+", b"-"
LENGTH = struct.Struct("!Q")


def send_job(connection: socket.socket, job: dict[str, Any], parts: Sequence[bytes]) -> None:
    """Send a job: what fits in JSON, then its parts as they are."""
    head = json.dumps({**job, "parts": [len(part) for part in parts]}).encode()
    connection.sendall(LENGTH.pack(len(head)) + head)
    for part in parts:
        connection.sendall(part)
    connection.shutdown(socket.SHUT_WR)


def receive_job(connection: socket.socket) -> tuple[dict[str, Any], list[bytes]]:
    """Return the job and its parts."""
    with connection.makefile("rb") as stream:
        job = json.loads(stream.read(*LENGTH.unpack(stream.read(LENGTH.size))))
        return job, [stream.read(size) for size in job["parts"]]


def send_answer(connection: socket.socket, status: bytes, body: bytes) -> None:
    """Send the result, or the kind of error."""
    connection.sendall(status + LENGTH.pack(len(body)) + body)


def receive_answer(connection: socket.socket) -> tuple[bytes, bytes]:
    """Return status and body; the status is empty when the other end is gone before it said all."""
    chunks = []
    while chunk := connection.recv(1 << 18):
        chunks.append(chunk)
    answer = b"".join(chunks)
    body = answer[1 + LENGTH.size :]
    complete = len(answer) > LENGTH.size and LENGTH.unpack(answer[1 : 1 + LENGTH.size])[0] == len(body)
    return (answer[:1], body) if complete else (b"", b"")
