"""`make run`: the whole site on this machine, for trying it out: database, demo, web server, worker, mock RMS.

It never asks, keeps its data from one run to the next, and takes all its processes with it when it ends.
"""

import argparse
import fcntl
import importlib.util
import os
import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO, Final

from config import env
from config.supervisor import Child, Supervisor

BASE: Final = Path(__file__).resolve().parent.parent
# All is gone within 20 s of a stop: the children have 10, what is left is killed.
PATIENCE: Final = 10.0
# All that the demo writes below CONSTAT_VAR.
WRITTEN: Final = (
    "constat.sqlite3*",
    "queue.sqlite3*",
    "environment",
    "static",
    "media",
    "private",
    "mail",
    "rms",
    "outbox",
    "keys",
    "cache",
    "seal",
)


class CannotRun(Exception):
    """The site cannot start here; the sentence says what to do."""


def main() -> int:
    """Run the site until it is told to stop; return 0, or 1 with a sentence on standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--end-with-parent", action="store_true", help="stop when the caller is gone")
    parser.add_argument("--reset", action="store_true", help="remove the demo's data instead of running it")
    options = parser.parse_args()
    try:
        port, var = env.number("PORT", 8000, least=1), env.folder("CONSTAT_VAR", BASE / "var")
        lock = take(var)
        if options.reset:
            return reset(var)
        require_free(port)
        serve(port, var, parent=os.getppid() if options.end_with_parent else None)
        lock.close()
    except (CannotRun, env.SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def take(var: Path) -> IO[str]:
    """Return the lock of the data folder, held until it is closed; a second run on the same folder is refused."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        lock = (var / "run.lock").open("w")
    except OSError as error:
        raise CannotRun(f"{var} cannot be written. Name another folder: make run CONSTAT_VAR=…") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        raise CannotRun(
            f"Constat already runs on {var}. Stop that one, or name another folder: make run CONSTAT_VAR=…"
        ) from error
    # What manage.py works on when nobody tells it: the demo, not a production site.
    (var / "environment").write_text("CONSTAT_ENV=demo\n")
    return lock


def reset(var: Path) -> int:
    """Remove what the demo wrote, by name: the folder may hold things of somebody else."""
    for name in WRITTEN:
        for path in var.glob(name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    print(f"The demo's data in {var} is gone. `make run` starts afresh.")
    return 0


def require_free(port: int) -> None:
    """Refuse a port that somebody listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotRun(
                f"Port {port} is taken or not yours to use. Choose another: make run PORT={port + 1}"
            ) from error


def serve(port: int, var: Path, *, parent: int | None) -> None:
    """Prepare the data, then keep web server, worker and mock RMS running until told to stop."""
    os.chdir(BASE)
    supervisor = Supervisor(environment(port, var), patience=PATIENCE, parent=parent)
    try:
        print("Preparing the database and the demo …", flush=True)
        if (
            supervisor.finish(Child("prepare", [sys.executable, "manage.py", "prepare"]))
            and not supervisor.stopping
        ):
            raise CannotRun(
                "The site could not be prepared; the lines above say why. To start afresh: make reset"
            )
        supervisor.keep(*children(port, var))
        healthy = False
        while not supervisor.stopping:
            supervisor.tend()
            if not healthy and (healthy := is_healthy(port)):
                print(
                    f"Constat is at http://localhost:{port} (accounts at /demo/). Ctrl-C stops it.",
                    flush=True,
                )
            time.sleep(0.2)
    finally:
        supervisor.end()


def environment(port: int, var: Path) -> dict[str, str]:
    """Return what the children see: this demo, on this port and folder."""
    return {
        **os.environ,
        "CONSTAT_ENV": "demo",
        "CONSTAT_VAR": str(var),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def children(port: int, var: Path) -> list[Child]:
    """Return the processes of the demo."""
    python = sys.executable
    web = [python, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    web += ["--worker-class", "gthread", "--workers", "1", "--threads", "40", "--no-control-socket"]
    web += ["--graceful-timeout", "8", "--timeout", "60", "--log-level", "warning"]
    worker = [python, "manage.py", "run_huey", "-g", "TERM", "--shutdown-timeout", "8", "--quiet"]
    found = [Child("web", web), Child("worker", worker)]
    if importlib.util.find_spec("integrations.records.mock_rms"):
        rms = [python, "-m", "integrations.records.mock_rms", "--root", str(var / "rms")]
        found.append(Child("mock RMS", rms))
    return found


def is_healthy(port: int) -> bool:
    """Say whether the site answers that it can do its work."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
