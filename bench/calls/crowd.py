"""A thousand people on one process of signalling: how long a message takes to everybody, and what each person costs.

The load comes from a process of its own on the same machine, straight to gunicorn: nginx would let one address hold
sixty streams. It runs below the priority of what it measures and takes a few per cent of a core.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.calls.bars import Figure
from bench.server import BASE
from tests.journeys.stage import Stage

PEOPLE, SECONDS, RATE = 1000, 40, 10
DELIVERY_BAR, MEMORY_BAR = 100, 70


def crowd(stage: Stage, seed: int, people: int = PEOPLE) -> list[Figure]:
    """Measure."""
    made = subprocess.check_output(
        [sys.executable, "-m", "bench.calls.people", "crowd", str(people)], cwd=BASE, env=stage.environment
    )
    stage.signal.stop()
    stage.signal.start()
    stage.until_it_answers("signal")
    worker = _worker(stage)
    before = _resident(worker)
    command = ["nice", "-n", "5", sys.executable, "-m", "bench.calls.load", str(stage.ports["signal"])]
    load = subprocess.Popen(
        ["prlimit", "--nofile=8192", *command, str(SECONDS), str(RATE), str(seed)],
        cwd=BASE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert load.stdin is not None
    assert load.stdout is not None
    load.stdin.write(made.splitlines()[-1].decode())
    load.stdin.close()
    assert load.stdout.readline() == "open\n"
    began, used = time.monotonic(), _cpu(worker)
    told: dict[str, Any] = json.loads(load.stdout.readline())
    share = (_cpu(worker) - used) / (time.monotonic() - began)
    grown = (_resident(worker) - before) / people
    load.wait()
    print(
        f"{people} streams opened in {told['opened_in']:.0f} s; {told['said']} messages to 3 people each, "
        f"{told['refused']} refused; the process used {share:.0%} of a core",
        flush=True,
    )
    wanted = 3 * told["said"]
    who = f"{people:,} people on one process"
    return [
        Figure(f"{who}: message to each other person", told["came"], DELIVERY_BAR, wanted=wanted),
        Figure(f"{who}: memory of one person", [grown], MEMORY_BAR, "kB"),
    ]


def _worker(stage: Stage) -> int:
    assert stage.signal.process is not None
    master = stage.signal.process.pid
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return int(children[0])


def _resident(worker: int) -> float:
    """Return the resident memory of a process in kB."""
    lines = Path(f"/proc/{worker}/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


def _cpu(worker: int) -> float:
    fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
    return sum(int(fields[place]) for place in (11, 12)) / os.sysconf("SC_CLK_TCK")
