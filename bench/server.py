"""A server like the demo's (gunicorn, gthread, one worker), the CPU time of its worker, and load upon it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.client import OverHttp

BASE = Path(__file__).resolve().parent.parent
ROUNDS = 4
TICKS = os.sysconf("SC_CLK_TCK")
# One turn: a client, the lane it is in (0 when alone), and how many turns that lane has had.
Turn = Callable[[OverHttp, int, int], None]


@dataclass(frozen=True)
class Server:
    """A running server: its port, and the process that answers."""

    port: int
    worker: int

    def cpu(self) -> float:
        """Return the user and system time of the worker so far, in seconds."""
        fields = Path(f"/proc/{self.worker}/stat").read_text().rpartition(")")[2].split()
        return sum(int(fields[place]) for place in (11, 12, 13, 14)) / TICKS


@dataclass(frozen=True)
class Cost:
    """What one turn costs: CPU in milliseconds; p50 and p95 of the clock, alone and eight at once."""

    cpu: float
    alone: tuple[float, float]
    at_once: tuple[float, float]


@contextmanager
def serving(application: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve a WSGI application until the end of the block."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "1", "--threads", "8", "--no-control-socket"]
    command += ["--timeout", "600", "--graceful-timeout", "3", "--log-level", "warning"]
    process = subprocess.Popen(command, env={**os.environ, **environment}, cwd=BASE)
    try:
        _wait_for(port, process)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield Server(port, int(children[0]))
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                # The master listens before its worker has the application.
                OverHttp(port).send("GET", "/bench-is-there-anybody")
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start; the lines above say why.")


def cost_of(server: Server, turn: Turn, *, turns: int, lanes: int = 8) -> Cost:
    """Take the turns one after the other, then by eight lanes at once, and return what one costs.

    CPU is that of the best of four rounds: what other work on the machine adds to it is not ours.
    """
    client = OverHttp(server.port)
    _walls(client, turn, 0, range(max(5, turns // 10)))
    alone: list[float] = []
    rounds = []
    for part in range(ROUNDS):
        numbers = range(turns * part // ROUNDS, turns * (part + 1) // ROUNDS)
        before = server.cpu()
        alone += _walls(client, turn, 0, numbers)
        rounds.append((server.cpu() - before) / len(numbers) * 1000)
    cpu = min(rounds)
    each = max(turns // lanes // 2, 4)
    with ThreadPoolExecutor(lanes) as pool:
        runs = [
            pool.submit(_walls, OverHttp(server.port), turn, lane, range(each))
            for lane in range(1, lanes + 1)
        ]
        together = [wall for run in runs for wall in run.result()]
    return Cost(cpu, percentiles(alone), percentiles(together))


def _walls(client: OverHttp, turn: Turn, lane: int, turns: range) -> list[float]:
    walls = []
    for number in turns:
        start = time.perf_counter()
        turn(client, lane, number)
        walls.append((time.perf_counter() - start) * 1000)
    return walls


def percentiles(walls: list[float]) -> tuple[float, float]:
    """Return p50 and p95."""
    ordered = sorted(walls)
    return ordered[len(ordered) // 2], ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
