"""Just enough of STUN and TURN (RFC 8489, 8656) to ask a relay for something: over UDP, one question at a time."""

import hashlib
import hmac
import ipaddress
import os
import socket
import struct
from dataclasses import dataclass, field

MAGIC = 0x2112A442
ALLOCATE, PERMISSION = 0x0003, 0x0008
USERNAME, INTEGRITY, ERROR, PEER, REALM, NONCE, TRANSPORT = (
    0x0006,
    0x0008,
    0x0009,
    0x0012,
    0x0014,
    0x0015,
    0x0019,
)


@dataclass
class TurnClient:
    """Somebody who asks a relay, with name and password."""

    port: int
    name: str
    password: str
    realm: bytes = b""
    nonce: bytes = b""
    line: socket.socket = field(default_factory=lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))

    def allocate(self) -> int:
        """Ask for a relayed address; return 0, or the code of the refusal."""
        udp = (TRANSPORT, b"\x11\x00\x00\x00")
        self._ask(ALLOCATE, [udp], signed=False)
        return self._ask(ALLOCATE, [udp])

    def permit(self, address: str) -> int:
        """Ask to send to somebody; return 0, or the code of the refusal."""
        mark = _mark()
        return self._ask(PERMISSION, [(PEER, _xored(address, mark))], mark=mark)

    def _ask(
        self, method: int, parts: list[tuple[int, bytes]], *, signed: bool = True, mark: bytes = b""
    ) -> int:
        mark = mark or _mark()
        body = b"".join(_part(*part) for part in parts)
        if signed:
            known = [(USERNAME, self.name.encode()), (REALM, self.realm), (NONCE, self.nonce)]
            body += b"".join(_part(*part) for part in known)
            head = struct.pack("!HH", method, len(body) + 24) + mark
            key = hashlib.md5(f"{self.name}:{self.realm.decode()}:{self.password}".encode()).digest()
            body += _part(INTEGRITY, hmac.new(key, head + body, hashlib.sha1).digest())
        self.line.settimeout(5)
        self.line.sendto(struct.pack("!HH", method, len(body)) + mark + body, ("127.0.0.1", self.port))
        return self._read(self.line.recv(2048))

    def _read(self, answer: bytes) -> int:
        at, code = 20, 0
        while at < len(answer):
            kind, size = struct.unpack("!HH", answer[at : at + 4])
            value = answer[at + 4 : at + 4 + size]
            at += 4 + size + (-size % 4)
            if kind == ERROR:
                code = value[2] * 100 + value[3]
            elif kind == REALM:
                self.realm = value
            elif kind == NONCE:
                self.nonce = value
        return code


def _part(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + b"\x00" * (-len(value) % 4)


def _mark() -> bytes:
    """Return the cookie and the number of a question."""
    return struct.pack("!I", MAGIC) + os.urandom(12)


def _xored(address: str, mark: bytes) -> bytes:
    parsed = ipaddress.ip_address(address)
    family = 1 if parsed.version == 4 else 2
    raw = bytes(one ^ other for one, other in zip(parsed.packed, mark, strict=False))
    return struct.pack("!BBH", 0, family, 9000 ^ (MAGIC >> 16)) + raw
