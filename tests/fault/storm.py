"""The storm: who is killed when, and what the records system and the mail do meanwhile."""

import random
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from integrations.records.mock_rms import set_faults
from tests.fault.people import People
from tests.fault.processes import Site

RMS_FAULTS: tuple[dict[str, Any], ...] = (
    {"down": True},
    {"lose_receipt": 1},
    {"duplicate_receipt": 1},
    {"malformed_receipt": 1},
    {"crash_after_accept": 1},
    {"slow": 0.5},
    {},
)
LONGEST = 240.0
REPORTS_PER_KILL = 1.2


class Storm:
    """Kills web and worker at random moments, until enough were killed."""

    def __init__(self, site: Site, people: People, mail: Any, kills: int, chance: random.Random) -> None:
        self.site, self.people, self.mail, self.wanted, self.chance = site, people, mail, kills, chance
        self.killed: Counter[str] = Counter()
        self._over = threading.Event()
        self._deadline = time.monotonic() + LONGEST
        self._rms: Path = site.var / "rms"

    @property
    def kills(self) -> int:
        return self.killed["web"] + self.killed["master"] + self.killed["worker"]

    def rage(self) -> None:
        """Take mail and records system away, then kill, then calm down."""
        self._darkness()
        half, seeds = self.wanted // 2, [self.chance.random() for _ in range(3)]
        web = (("web", "web", "web", "master"), self.wanted - half, random.Random(seeds[0]))
        worker = (("worker",), half, random.Random(seeds[1]))
        threads = [
            threading.Thread(target=self._kill, args=web),
            threading.Thread(target=self._kill, args=worker),
            threading.Thread(target=self._weather, args=(random.Random(seeds[2]),)),
        ]
        for thread in threads:
            thread.start()
        for thread in threads[:2]:
            thread.join()
        self._over.set()
        threads[2].join()
        set_faults(self._rms, {})
        self.mail.on()

    def _darkness(self) -> None:
        """Neither mail nor records system, while citizens send."""
        self.mail.off()
        set_faults(self._rms, {"down": True})
        self.people.in_the_dark = True
        self.people.allowed = 3
        while not any(told.in_the_dark for told in self.people.acknowledged) and not self._late():
            time.sleep(0.1)
        self.people.in_the_dark = False

    def _kill(self, names: tuple[str, ...], wanted: int, chance: random.Random) -> None:
        for _ in range(wanted):
            name = chance.choice(names)
            if chance.random() < 0.8:
                self._let_it_work(name, chance)
            time.sleep(chance.uniform(0.01, 0.4))
            while not self.site.kill(name) and not self._late():
                time.sleep(0.1)
            self.killed[name] += not self._late()
            self.people.allowed = 3 + int(self.kills * REPORTS_PER_KILL)

    def _let_it_work(self, name: str, chance: random.Random) -> None:
        if name == "worker":
            time.sleep(chance.uniform(1.5, 6))  # it needs two seconds to start
        else:
            self.site.wait_until_up(60)
            time.sleep(chance.uniform(0, 2.5))

    def _weather(self, chance: random.Random) -> None:
        while not self._over.wait(chance.uniform(0.5, 3)):
            set_faults(self._rms, chance.choice(RMS_FAULTS))
            chance.choice((self.mail.on, self.mail.off, self.mail.break_off, self.mail.break_off))()
            if chance.random() < 0.15:
                self.killed["rms"] += self.site.kill("rms")

    def _late(self) -> bool:
        return time.monotonic() > self._deadline
