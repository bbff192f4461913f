"""Tests stay on this machine: no name of another one is looked up, and nothing connects to one."""

import ipaddress
import socket
from typing import Any

HERE = {"localhost", "localhost.localdomain", "ip6-localhost", socket.gethostname()}


def is_here(host: str | bytes | None) -> bool:
    """Whether a host is this machine; a name that is not known here is another one."""
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name in HERE or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def is_address(host: str | bytes | None) -> bool:
    """Whether it is an address already, which no server is asked about."""
    name = host.decode() if isinstance(host, bytes) else host or ""
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return name.isdecimal()
    return True


def keep_to_it(patch: Any) -> None:
    """Have this process know and reach no other machine."""
    look_up, connect, connect_ex = socket.getaddrinfo, socket.socket.connect, socket.socket.connect_ex

    def known(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_here(host) and not is_address(host):
            raise socket.gaierror(socket.EAI_NONAME, "Tests ask for no other machine")
        return look_up(host, *args, **kwargs)

    def reached(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not is_here(address[0]):
            raise ConnectionRefusedError("Tests connect to no other machine")
        connect(self, address)

    def reached_ex(self: socket.socket, address: Any) -> int:
        if isinstance(address, tuple) and not is_here(address[0]):
            return 111
        return connect_ex(self, address)

    patch.setattr(socket, "getaddrinfo", known)
    patch.setattr(socket.socket, "connect", reached)
    patch.setattr(socket.socket, "connect_ex", reached_ex)
