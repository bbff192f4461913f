"""The site as `make run` runs it: started on a free port and a folder of its own, ended as a terminal ends it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

BASE = Path(__file__).resolve().parents[2]
STARTS_WITHIN, ENDS_WITHIN = 300, 20


@dataclass(frozen=True)
class Instance:
    """A running site: where it answers, and the folder that it writes to."""

    url: str
    var: Path
    environment: Mapping[str, str]

    @property
    def taken_bags(self) -> Path:
        """Where the mock records system keeps the bags that it took."""
        return self.var / "rms" / "store"

    @property
    def taken_receipts(self) -> Path:
        """Where the receipts lie that were acted on."""
        return self.var / "rms" / "receipts" / "taken"

    def ask(self, module: str, *arguments: str, told: object = None) -> Any:
        """Run a module of the tests beside the site, on its database; return what it answers."""
        run = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=BASE,
            env=dict(self.environment),
            input=json.dumps(told),
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])


@contextmanager
def running(var: Path, **settings: str) -> Iterator[Instance]:
    """Run the site, with these settings, until the block ends; then every process of it is gone, or this fails.

    Its database begins as a copy of the tests' own: bringing it to the state of the code takes a minute each time.
    """
    with _own_services(var) as services, (var / "output").open("w") as output:
        port = _free_port()
        environment = _outside() | services | settings | {"CONSTAT_VAR": str(var), "PORT": str(port)}
        run = subprocess.Popen(
            [sys.executable, "-m", "config.run", "--end-with-parent"],
            cwd=BASE,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            url = f"http://localhost:{port}"
            _wait_until_healthy(url, run, var / "output")
            yield Instance(url, var, environment)
            run.terminate()
            run.wait(timeout=ENDS_WITHIN)
            assert _processes_of(var) == []
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()


def _outside() -> dict[str, str]:
    """The environment without what the tests set for themselves."""
    ours = ("CONSTAT_", "DJANGO_", "DATABASE_URL", "REDIS_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@contextmanager
def _own_services(var: Path) -> Iterator[dict[str, str]]:
    """Give a database and a queue of its own, on the services that the tests are told to use."""
    # Only here are the settings of the tests there: the benchmarks use what else this module has.
    from tests import database

    services: dict[str, str] = {}
    if redis := os.environ.get("REDIS_URL"):
        parts = urlsplit(redis)
        number = int(parts.path.strip("/") or 0)
        services["REDIS_URL"] = urlunsplit(parts._replace(path=f"/{(number + 1 + _process()) % 16}"))
    if not (url := os.environ.get("DATABASE_URL")):
        database.hand_over(var / "constat.sqlite3")
        yield services
        return
    own = f"constat_journeys_{os.getpid()}_{var.name}".replace("-", "_")
    services["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{own}"))
    _tell(url, "CREATE DATABASE {} TEMPLATE {}", own, database.kept_name())
    try:
        yield services
    finally:
        _tell(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", own)


def _process() -> int:
    """The number of this process of the tests: two sites with one queue would ring each other's bells."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def _tell(url: str, statement: str, *names: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _wait_until_healthy(url: str, run: "subprocess.Popen[bytes]", output: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while not _is_healthy(url):
        assert run.poll() is None, output.read_text()
        assert time.monotonic() < deadline, output.read_text()
        with suppress(subprocess.TimeoutExpired):
            run.wait(timeout=0.5)


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _processes_of(var: Path) -> list[str]:
    """The processes, as far as this system shows them, whose environment names the folder."""
    mark, found = f"CONSTAT_VAR={var}".encode(), []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found
