"""The site's processes: started, found by who started them, killed one at a time, and all gone at the end."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]


class Site:
    """A running site on one port and folder."""

    def __init__(self, port: int, var: Path, environment: Mapping[str, str]) -> None:
        self.port, self.var, self.environment = port, var, dict(environment)
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, module: str, told: str = "") -> str:
        """Run a module of the tests in the site's environment and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module],
            cwd=BASE,
            env=self.environment,
            input=told,
            text=True,
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.fault.site", str(self.port), str(self.var)]
        with (self.var / "output").open("ab") as output:
            self._process = subprocess.Popen(
                command, cwd=BASE, env=self.environment, stdout=output, stderr=output
            )
        self.wait_until_up(120)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)

    def is_up(self) -> bool:
        address = f"http://127.0.0.1:{self.port}/healthz"
        with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
        return False

    def wait_until_up(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not self.is_up():
            assert time.monotonic() < deadline, f"The site is not up.\n{self.output()[-3000:]}"
            time.sleep(0.2)

    def output(self) -> str:
        return (self.var / "output").read_text(errors="replace")

    def find(self, name: str) -> int | None:
        """Return the process that is called `master`, `web`, `worker` or `rms`, if it runs."""
        listed = subprocess.check_output(["ps", "-A", "-o", "pid=,ppid=,args="], text=True)
        rows = [line.split(None, 2) for line in listed.splitlines()]
        processes = [(int(row[0]), int(row[1]), row[2]) for row in rows if len(row) == 3]
        assert self._process is not None
        mine = [(pid, args) for pid, parent, args in processes if parent == self._process.pid]
        marks = {"master": "gunicorn", "web": "gunicorn", "worker": "run_huey", "rms": "mock_rms"}
        found = next((pid for pid, args in mine if marks[name] in args), None)
        if name == "web":
            return next(
                (pid for pid, parent, args in processes if parent == found and "gunicorn" in args), None
            )
        return found

    def kill(self, name: str) -> bool:
        """Kill one process; whether it was there."""
        pid = self.find(name)
        if pid is None:
            return False
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def left_behind(self) -> list[str]:
        """Return the processes that still have this site's folder in their environment (Linux)."""
        mark, found = f"CONSTAT_VAR={self.var}".encode(), []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append((entry / "cmdline").read_text().replace("\0", " "))
        return found
