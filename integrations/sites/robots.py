"""Whether a site lets a program ask for an address: its robots.txt, read once a run for each host (RFC 9309)."""

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from integrations.sites.asking import NoAnswer, Reason, read

# As much of a robots.txt as counts, by the standard.
MOST_BYTES = 500 * 1024

Rules = Callable[[str], bool]


class Robots:
    """What the sites of one run say to a program that goes by `name`."""

    def __init__(self, name: str, *, agent: str, loopback: bool = False) -> None:
        self.name, self.agent, self.loopback = name, agent, loopback
        self._rules: dict[str, Rules | NoAnswer] = {}

    def check(self, url: str) -> None:
        """Raise `NoAnswer` if the site keeps programs from this address, or cannot be asked at all."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            self._rules[root] = self._read(root)
        rules = self._rules[root]
        if isinstance(rules, NoAnswer):
            raise NoAnswer(rules.reason)
        if not rules(url):
            raise NoAnswer(Reason.KEPT_OUT)

    def _read(self, root: str) -> Rules | NoAnswer:
        """Return the rules of a site. One without a robots.txt lets programs in; one that fails is left for now."""
        try:
            status, body = read(f"{root}/robots.txt", MOST_BYTES, agent=self.agent, loopback=self.loopback)
        except NoAnswer as reason:
            return reason
        if status >= 500:
            return NoAnswer(Reason.NO_RULES)
        if status >= 400:
            return lambda url: True
        rules = Protego.parse(body.decode("utf-8", "replace"))
        return lambda url: bool(rules.can_fetch(url, self.name))
