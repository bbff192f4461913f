"""One message out: to the number that was checked, under the name that it must prove, and no further."""

from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

import certifi
import urllib3

from integrations.outcomes import TryAgain
from integrations.webhooks.targets import Target, target_of

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 10.0
LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True)
class Answer:
    """What the other side said: its status and how long it wants to be left alone. Its body is not read."""

    status: int
    milliseconds: int
    wait: timedelta | None

    @property
    def taken(self) -> bool:
        """Whether the message is theirs now."""
        return 200 <= self.status < 300


def post(url: str, body: bytes, headers: dict[str, str], *, private_allowed: bool) -> Answer:
    """Send a message and return the answer; raises `TryAgain` without one, `Unsafe` for where none may go."""
    target = target_of(url, private_allowed=private_allowed)
    sent = {**headers, "Host": _named(target), "Content-Type": "application/json", "User-Agent": "Constat"}
    begun = monotonic()
    with _line(target) as pool:
        try:
            answer = pool.urlopen(
                "POST",
                target.path,
                body=body,
                headers=sent,
                redirect=False,
                retries=False,
                preload_content=False,
                assert_same_host=False,
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise TryAgain(f"no answer: {type(error).__name__}") from error
        answer.close()
    return Answer(
        answer.status, int((monotonic() - begun) * 1000), _wait(answer.headers.get("Retry-After", ""))
    )


def _line(target: Target) -> urllib3.HTTPConnectionPool:
    limit = urllib3.Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS)
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(target.address, target.port, timeout=limit, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        target.address,
        target.port,
        timeout=limit,
        maxsize=1,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )


def _named(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = {"https": 443, "http": 80}[target.scheme] == target.port
    return host if usual else f"{host}:{target.port}"


def _wait(text: str) -> timedelta | None:
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        return None
    return min(timedelta(seconds=int(text)), LONGEST_WAIT)
