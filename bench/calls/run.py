"""Puts the site up as production has it, and measures calls on it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import expect

from bench.calls import breaking, crowd, joining
from bench.calls.bars import Figure, table
from bench.calls.services import services
from bench.server import BASE
from tests.journeys.stage import Stage, staged

TITLE = "Calls by video"
DIRECT_BAR, RELAYED_BAR = 500, 600
INTRODUCTION = """`.venv/bin/python -m bench --calls` measures these (`--part direct`, `--runs 50`, `--tries 5`,
`--seed`): two pages in a headless Chromium whose camera plays a film, on the site as production has it, on loopback:
nginx, web and signalling by their shipped units, PostgreSQL and Redis of the bench’s own, coturn by its shipped file.
A join counts from the click to the first frame that the officer’s page shows. What is killed is killed with SIGKILL;
while the network is away nothing passes between browsers and nginx, the relay stands still, and nobody is told. The
crowd comes from one process beside, which runs below the priority of what it measures, straight to gunicorn (nginx
lets one address hold sixty streams): ten messages a second, each to three people."""
Measure = Callable[[Stage, "Amount"], Iterable[Figure]]


@dataclass(frozen=True)
class Amount:
    """Where the files are, and how often what is done."""

    folder: Path
    joins: int
    runs: int
    tries: int
    seed: int


def _joins(title: str, bar: float) -> Measure:
    return lambda stage, it: [joining.joins(stage, it.folder, it.joins, title, bar)]


PARTS: Mapping[str, tuple[bool, Measure]] = {
    "direct": (False, _joins("join to first frame, direct", DIRECT_BAR)),
    "relayed": (True, _joins("join to first frame, through the relay", RELAYED_BAR)),
    "calls": (True, lambda stage, it: [joining.whole_calls(stage, it.folder, it.runs)]),
    "trouble": (True, lambda stage, it: breaking.troubles(stage, it.folder, it.tries, it.seed)),
    "mesh": (True, lambda stage, it: [breaking.mesh(stage, it.folder, 2 * it.tries)]),
    "crowd": (True, lambda stage, it: crowd.crowd(stage, it.seed)),
}


def run(amount: Amount, parts: list[str]) -> list[str]:
    """Measure the parts; return the lines of their section."""
    expect.set_options(timeout=joining.PATIENCE)
    folder = amount.folder
    print(f"seed {amount.seed}", flush=True)
    before = os.getloadavg()[0]
    figures: list[Figure] = []
    with services(folder):
        environment = _prepared(folder)
        for relayed in (False, True):
            chosen = [name for name in parts or PARTS if PARTS[name][0] is relayed]
            if not chosen:
                continue
            with _on_stage(environment, folder, relayed=relayed) as stage:
                for name in chosen:
                    for figure in PARTS[name][1](stage, amount):
                        print(figure.line(), flush=True)
                        figures.append(figure)
    day = datetime.now(UTC).date().isoformat()
    load = f"load {before:.1f} at the start, {os.getloadavg()[0]:.1f} at the end"
    return [
        INTRODUCTION,
        "",
        f"{day}, {os.cpu_count()} cores; {load}; seed {amount.seed}.",
        "",
        *table(figures),
    ]


def _prepared(folder: Path) -> dict[str, str]:
    var = folder / "var"
    var.mkdir(exist_ok=True)
    own = {"CONSTAT_ENV": "demo", "CONSTAT_VAR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment = {**os.environ, **own}
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=BASE, env=environment, check=True)
    return environment


@contextmanager
def _on_stage(environment: Mapping[str, str], folder: Path, *, relayed: bool) -> Iterator[Stage]:
    place = folder / ("relayed" if relayed else "direct")
    place.mkdir(exist_ok=True)
    with staged(environment, place, bus="redis", relayed=relayed) as stage:
        yield stage
