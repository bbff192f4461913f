"""Where messages may go: to an address of the internet, over HTTPS. Never to a machine of our own network.

A name is looked up once and the line goes to what was found: a name that changes its mind in between leads nowhere.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from integrations.outcomes import TryAgain

LONGEST = 500
PORTS = {"https": 443, "http": 80}


class Unsafe(Exception):
    """An address that no message may go to; `code` says why, for programs."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Target:
    """An address as it is called: the machine's number beside the name that it must prove."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def check(url: str, *, private_allowed: bool) -> None:
    """Refuse an address by how it is written; the name is looked up when a message goes there."""
    _parts(url, private_allowed)


def target_of(url: str, *, private_allowed: bool) -> Target:
    """Return where to connect; raises `Unsafe`, or `TryAgain` when the name cannot be found now."""
    scheme, host, port, path = _parts(url, private_allowed)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TryAgain("the name was not found") from error
    numbers = [str(each[4][0]) for each in found]
    if not private_allowed and not all(is_public(number) for number in numbers):
        raise Unsafe("private")
    return Target(scheme, host, port, numbers[0], path)


def is_public(number: str) -> bool:
    """Whether a machine's number is one of the internet's: not of this machine, this network or a special range."""
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return bool(mapped.is_global and not mapped.is_multicast)


def _parts(url: str, private_allowed: bool) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Unsafe("form") from None
    if len(url) > LONGEST or not host or parts.username or parts.password or not url.isascii() or " " in url:
        raise Unsafe("form")
    if parts.scheme != "https" and not (private_allowed and parts.scheme == "http"):
        raise Unsafe("https")
    if not private_allowed and ((_is_number(host) and not is_public(host)) or host == "localhost"):
        raise Unsafe("private")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port or PORTS[parts.scheme], path


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
