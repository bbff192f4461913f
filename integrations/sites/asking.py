"""Asks a site whether an address answers: HEAD, then GET where HEAD is not taken; the page itself stays unread.

An address comes from an editor and may name any machine. So each host is looked up here, only public addresses are
asked, and the connection goes to the address that was looked at: a name that changes its mind meanwhile gains
nothing. Each redirect is looked at anew.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

SECONDS = 10
# However slowly a site drips its answer, it is left after so long.
AT_MOST = 30
MOST_STEPS = 5
PORTS = {"http": 80, "https": 443}
# What some sites answer to HEAD though the page is there.
ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503})
MOVED = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})


class Reason(StrEnum):
    """Why there was no answer."""

    NO_HOST = "no_host"
    NO_CONNECTION = "no_connection"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    CIRCLE = "circle"
    NOT_ALLOWED = "not_allowed"
    KEPT_OUT = "kept_out"
    NO_RULES = "no_rules"


class NoAnswer(Exception):
    """Nobody answered; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """What a site said: the status at the end of all redirects, and the address there if the move is for good."""

    status: int
    moved_to: str = ""


def ask(
    url: str, *, agent: str, loopback: bool = False, check: Callable[[str], None] = lambda url: None
) -> Answer:
    """Return what the site of `url` answers; raises `NoAnswer`, as does `check` for what may not be asked.

    `loopback` lets tests ask their own server.
    """
    here, for_good = url, True
    for _step in range(MOST_STEPS):
        check(here)
        status, location = _ask_one(here, agent, loopback)
        if status not in MOVED or not location:
            return Answer(status, here if here != url and for_good else "")
        for_good = for_good and status in FOR_GOOD
        here = urljoin(here, location)
    raise NoAnswer(Reason.CIRCLE)


def read(url: str, most: int, *, agent: str, loopback: bool = False) -> tuple[int, bytes]:
    """Return the status at the end of all redirects and at most `most` bytes of what is there; raises `NoAnswer`."""
    for _step in range(MOST_STEPS):
        status, location, body = _request("GET", url, agent, loopback, most)
        if status not in MOVED or not location:
            return status, body
        url = urljoin(url, location)
    raise NoAnswer(Reason.CIRCLE)


def _ask_one(url: str, agent: str, loopback: bool) -> tuple[int, str]:
    status, location, _body = _request("HEAD", url, agent, loopback)
    if status in ASK_AGAIN:
        status, location, _body = _request("GET", url, agent, loopback)
    return status, location


def _request(method: str, url: str, agent: str, loopback: bool, most: int = 0) -> tuple[int, str, bytes]:
    parts = _checked(url, loopback)
    host = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    try:
        found = _connected(host, port, loopback)
        with found as raw:
            stop = Timer(AT_MOST, _hang_up, [raw])
            stop.daemon = True
            stop.start()
            try:
                return _spoken(method, parts, _secured(raw, parts.scheme, host), agent, most)
            finally:
                stop.cancel()
    except ssl.SSLError:
        raise NoAnswer(Reason.CERTIFICATE) from None
    except TimeoutError:
        raise NoAnswer(Reason.TIMEOUT) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise NoAnswer(Reason.NO_CONNECTION) from None


def _checked(url: str, loopback: bool) -> SplitResult:
    """Return the parts of an address that may be asked: http or https, at its usual port, without a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NoAnswer(Reason.NOT_ALLOWED) from None
    usual = port in (None, *PORTS.values()) or loopback
    if parts.scheme not in PORTS or not parts.hostname or not usual or parts.username or parts.password:
        raise NoAnswer(Reason.NOT_ALLOWED)
    return parts


def _connected(host: str, port: int, loopback: bool) -> socket.socket:
    """Return a connection to the host, at an address that was looked at first."""
    try:
        found = socket.getaddrinfo(host.encode("idna").decode(), port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise NoAnswer(Reason.NO_HOST) from None
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(is_public(each) or (loopback and _is_own(each)) for each in addresses):
        raise NoAnswer(Reason.NOT_ALLOWED)
    return socket.create_connection((addresses[0], port), timeout=SECONDS)


def is_public(address: str) -> bool:
    """Tell whether anybody on the Internet could ask this address: no private network, no machine of our own."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None and not is_public(str(inner)):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _is_own(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _secured(raw: socket.socket, scheme: str, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host) if scheme == "https" else raw


def _spoken(
    method: str, parts: SplitResult, line: socket.socket, agent: str, most: int
) -> tuple[int, str, bytes]:
    """Send one request and return the status, where it leads on and as much of the body as is wanted."""
    host = parts.netloc.rpartition("@")[2].encode("idna").decode()
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    path += f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
    connection = http.client.HTTPConnection(host, timeout=SECONDS)
    connection.sock = line
    headers = {"Host": host, "User-Agent": agent, "Accept": "*/*", "Connection": "close"}
    connection.request(method, path, headers=headers)
    with connection.getresponse() as response:
        return response.status, response.headers.get("Location", ""), response.read(most) if most else b""


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
