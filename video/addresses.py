"""Network addresses in signalling: of somebody under relay only the relay's own are passed on."""

import re

_RELAY = re.compile(r"^(?:a=)?candidate:.* typ relay(?: |$)")
_RELATED = re.compile(r" raddr \S+ rport \d+")
_NOWHERE = " raddr 0.0.0.0 rport 9"
_CONNECTION = re.compile(r"^c=IN IP[46] .*$")
_ORIGIN = re.compile(r"^(o=\S+ \S+ \S+) IN IP[46] .*$")
_RTCP = re.compile(r"^a=rtcp:(\d+).*$")


def is_relayed(candidate: str) -> bool:
    """Whether a candidate is the relay's; an empty one ends the list and names nobody."""
    return not candidate or bool(_RELAY.match(candidate))


def without_related(candidate: str) -> str:
    """Return a relay's candidate without the address that it stands for."""
    return _RELATED.sub(_NOWHERE, candidate)


def relayed_only(sdp: str) -> str:
    """Return a description with the relay's addresses alone."""
    lines = (_clean(line) for line in re.split(r"\r\n|\n", sdp))
    return "\r\n".join(line for line in lines if line is not None)


def _clean(line: str) -> str | None:
    if line.startswith("a=candidate:"):
        return without_related(line) if is_relayed(line) else None
    line = _CONNECTION.sub("c=IN IP4 0.0.0.0", line)
    line = _RTCP.sub(r"a=rtcp:\1 IN IP4 0.0.0.0", line)
    return _ORIGIN.sub(r"\1 IN IP4 127.0.0.1", line)
