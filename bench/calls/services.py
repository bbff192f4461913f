"""PostgreSQL and Redis of the bench's own: nobody else's cluster is stopped, and nothing is left behind."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.server import free_port

NAMES = ("DATABASE_URL", "REDIS_URL")


@contextmanager
def services(folder: Path) -> Iterator[None]:
    """Run both until the block ends, and name them in the environment."""
    with _postgres(folder / "postgres") as database, _redis(folder) as queue:
        before = {name: os.environ.pop(name, None) for name in NAMES}
        os.environ.update(zip(NAMES, (database, queue), strict=True))
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """A cluster as it is installed, durable, but for its port and its folder."""
    tools, port = _tools(), free_port()
    folder.mkdir(exist_ok=True)
    who = _postgres_user(folder)
    if not (folder / "data").exists():
        command = [*who, f"{tools}/initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "bench"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    command = [*who, f"{tools}/postgres", "-D", f"{folder}/data", "-p", str(port), "-k", str(folder)]
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen([*command, "-c", "listen_addresses=127.0.0.1"], stderr=output)
    address = f"postgres://bench@127.0.0.1:{port}/postgres"
    try:
        _until_it_answers(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _tools() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: float(each.parent.name))
    if not found:
        raise SystemExit("The bench of calls needs PostgreSQL: apt-get install postgresql.")
    return found[-1]


def _postgres_user(folder: Path) -> list[str]:
    """PostgreSQL does not run as root."""
    if os.geteuid():
        return []
    shutil.chown(folder, "postgres", "postgres")
    for above in list(folder.parents)[:-2]:
        above.chmod(above.stat().st_mode | 0o011)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _until_it_answers(address: str) -> None:
    for _attempt in range(200):
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("PostgreSQL did not start.")


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen([*command, "--dir", str(folder)], stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()
