"""One run under fire for all the tests of a file: with mail into a folder, and over a mail server."""

import json
import os
import random
import secrets
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.fault.mailboxes import MailFolder, MailServer
from tests.fault.people import Acknowledged, People
from tests.fault.processes import Site
from tests.fault.storm import Storm

KILLS = int(os.environ.get("FAULT_KILLS", "30"))
SEED = os.environ.get("FAULT_SEED") or secrets.token_hex(4)
REST = 240.0
TOLD: list[str] = []


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how each run went; the seed makes the same choices again, though never the same moments."""
    for line in TOLD:
        terminalreporter.write_line(line)


@dataclass
class Outcome:
    """What is left when the storm is over and everything has come to rest."""

    killed: Counter[str]
    kills_wanted: int
    acknowledged: list[Acknowledged]
    approved: list[str]
    surprises: list[str]
    repeated: list[tuple[Acknowledged, Any, bool]]
    facts: dict[str, Any]
    mail: Counter[str]
    left_behind: list[str]

    @property
    def reports(self) -> list[dict[str, Any]]:
        return self.facts["reports"]


@pytest.fixture(scope="module", params=["folder", "smtp"])
def outcome(
    request: pytest.FixtureRequest, tmp_path_factory: Any, django_db_setup: Any, django_db_blocker: Any
) -> Iterator[Outcome]:
    var = tmp_path_factory.mktemp(request.param)
    chance = random.Random(f"{SEED}-{request.param}")
    mail = MailFolder(var) if request.param == "folder" else MailServer(free_port(), chance)
    with django_db_blocker.unblock():
        database = own_database(var)
    environment = environment_of(var, database) | mail.environment
    site = Site(int(environment["PORT"]), var, environment)
    try:
        yield run(site, mail, chance)
    finally:
        site.stop()
        mail.off()
        with django_db_blocker.unblock():
            drop_database(database)


def run(site: Site, mail: Any, chance: random.Random) -> Outcome:
    clock = [time.monotonic()]
    people = People(site.port, json.loads(site.run("tests.fault.seed")), random.Random(chance.random()))
    (site.var / "static").mkdir(exist_ok=True)
    site.start()
    clock.append(time.monotonic())
    storm = Storm(site, people, mail, -(-KILLS // 2), chance)
    people.start()
    try:
        storm.rage()
    finally:
        people.finish()
    clock.append(time.monotonic())
    facts, decided = at_rest(site, mail)
    clock.append(time.monotonic())
    ready, stormy, resting = (later - earlier for earlier, later in pairwise(clock))
    repeated = list(people.repeated())
    site.stop()
    TOLD.append(
        f"{mail.name}: seed {SEED}; killed {dict(storm.killed)} in {stormy:.0f} s (ready after {ready:.0f} s, at"
        f" rest after {resting:.0f} s more); {len(people.acknowledged)} reports acknowledged, {people.repeats} calls"
        f" repeated, {sum(mail.received().values())} mails, letters decided by hand: {dict(decided)}, tracebacks"
        f" in the log: {site.output().count('Traceback')}"
    )
    return Outcome(
        storm.killed,
        storm.wanted,
        people.acknowledged,
        people.approved,
        people.surprises,
        repeated,
        facts,
        mail.received(),
        site.left_behind(),
    )


def at_rest(site: Site, mail: Any) -> tuple[dict[str, Any], Counter[str]]:
    """Wait until every effect is done; what a person must decide is decided meanwhile."""
    site.wait_until_up(60)
    deadline, decided = time.monotonic() + REST, Counter[str]()
    while True:
        facts = json.loads(site.run("tests.fault.account", "\n".join(mail.received())))
        decided.update(facts["decided"])
        if all(effect[1] == "done" for effect in facts["effects"]) or time.monotonic() > deadline:
            return facts, decided
        time.sleep(3)


def environment_of(var: Path, database: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONSTAT_", "DJANGO_"))}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CONSTAT_ENV": "demo",
        "CONSTAT_VAR": str(var),
        "DATABASE_URL": database,
        "PORT": str(free_port()),
        "FOLLOW_UP_FIRST_RETRY": "1",
    }


def own_database(var: Path) -> str:
    """Copy the tests' database, which is migrated and seeded, and return the copy's address."""
    connection.close()
    if connection.vendor == "sqlite":
        copy = var / "constat.sqlite3"
        with sqlite3.connect(connection.settings_dict["NAME"]) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        return f"sqlite://{copy}"
    name, given = f"constat_fault_{secrets.token_hex(4)}", urlsplit(os.environ["DATABASE_URL"])
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE {name} TEMPLATE "{connection.settings_dict["NAME"]}"')
    return given._replace(path=f"/{name}").geturl()


def drop_database(address: str) -> None:
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {urlsplit(address).path[1:]} WITH (FORCE)")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
