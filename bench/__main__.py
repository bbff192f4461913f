"""`make bench`: run the table, print it, write docs/performance.md. `--scale` adds 100,000 and 1,000,000 reports.
`--paint` measures only when visitors see the public pages on a slow line, and prints it; `--calls` only calls by video,
and writes their section (`--part` takes one of its parts and only prints it).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import paint, paper, scale
from bench.calls import run as calls
from bench.server import BASE, Cost, cost_of, serving
from bench.turns import REQUESTS, Request

PAGE = BASE / "docs/performance.md"


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", default=[], help="one line of the table; repeatable")
    parser.add_argument(
        "--scale", action="store_true", help="also 100,000 and 1,000,000 reports (minutes, 4 GB)"
    )
    parser.add_argument("--paint", action="store_true", help="only the paint of public pages, in Chromium")
    parser.add_argument("--calls", action="store_true", help="only calls by video, in two browsers")
    parser.add_argument("--part", action="append", default=[], choices=list(calls.PARTS), help="of the calls")
    parser.add_argument("--joins", type=int, default=20, help="joins by each way")
    parser.add_argument("--runs", type=int, default=50, help="whole calls in a row")
    parser.add_argument("--tries", type=int, default=5, help="how often each part of the site dies")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="makes the same choices again")
    parser.add_argument("--folder", type=Path, help="keep the data here for the next run")
    options = parser.parse_args()
    if sys.platform != "linux":
        raise SystemExit("The bench reads CPU times from /proc: run it on Linux.")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="constat-bench-"))
    try:
        if options.paint:
            run_paint(folder.resolve())
        elif options.calls:
            run_calls(folder.resolve(), options)
        else:
            run(folder.resolve(), set(options.only), scale_too=options.scale)
            if not options.only:
                run_calls(folder.resolve(), options)
    finally:
        if not options.folder:
            shutil.rmtree(folder)


def run(folder: Path, only: set[str], *, scale_too: bool) -> None:
    """Measure in a folder of its own; only a whole run is written down."""
    chosen = [each for each in REQUESTS if not only or each.key in only]
    ours, floor = our_environment(folder), floor_environment(folder)
    start_load = os.getloadavg()[0]
    told("bench.floor.fill", floor)
    manage("prepare", ours)
    data = told("bench.data", ours, "--drafts", str(drafts_for(chosen, scale_too=scale_too)))
    from bench.data import photo

    data["photo"] = photo()
    costs = measured("config.wsgi:application", ours, chosen, lambda each: each.ours(data))
    bare = {"csrf": data["csrf"], "photo": data["photo"], **told("bench.floor.fill", floor)}
    floors = measured("bench.floor.wsgi:application", floor, chosen, lambda each: each.floor(bare))
    inside = told("bench.inside", ours)
    grown = scale.run(ours, data) if scale_too else []
    profiles = {
        each.key: profile(each, ours) for each in chosen if each.budget and costs[each.key].cpu > each.budget
    }
    result = paper.Result(chosen, costs, floors, inside, grown, profiles, (start_load, os.getloadavg()[0]))
    print(paper.written(result))
    if not only:
        PAGE.write_text(paper.page(result).rstrip() + "\n")


def run_calls(folder: Path, options: argparse.Namespace) -> None:
    """Measure calls by video; only a whole run is written down, as a section of its own."""
    place = folder / "calls"
    place.mkdir(exist_ok=True)
    amount = calls.Amount(place, options.joins, options.runs, options.tries, options.seed)
    lines = calls.run(amount, options.part)
    if not options.part:
        PAGE.write_text(paper.with_section(PAGE.read_text(), calls.TITLE, lines))


def run_paint(folder: Path) -> None:
    """Measure the paint of public pages and print it."""
    ours = our_environment(folder)
    manage("prepare", ours)
    print("\n".join(paint.table(paint.paints(ours))))


def our_environment(folder: Path) -> dict[str, str]:
    """Return what our processes see: the demo's settings on data of their own, the second factor required."""
    var = folder / "var"
    var.mkdir(parents=True, exist_ok=True)
    own = {"CONSTAT_ENV": "demo", "CONSTAT_VAR": str(var), "SECOND_FACTOR_EXEMPT": "0"}
    return {**own, "DJANGO_SETTINGS_MODULE": "config.settings"}


def floor_environment(folder: Path) -> dict[str, str]:
    """Return what the floor sees."""
    place = folder / "floor"
    place.mkdir(parents=True, exist_ok=True)
    return {"BENCH_FLOOR": str(place), "DJANGO_SETTINGS_MODULE": "bench.floor.settings"}


def drafts_for(chosen: list[Request], *, scale_too: bool) -> int:
    """Return how many drafts the run sends: each can be sent once."""
    table = sum(each.turns for each in chosen if each.key == "submission")
    return 2 * table + (2 * scale.TURNS * len(scale.SIZES) if scale_too else 0)


def manage(command: str, environment: dict[str, str]) -> None:
    """Run a management command."""
    subprocess.run(
        [sys.executable, "manage.py", command], env={**os.environ, **environment}, cwd=BASE, check=True
    )


def told(module: str, environment: dict[str, str], *arguments: str) -> Any:
    """Run a module of the bench and return what it prints as JSON."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, env={**os.environ, **environment}, cwd=BASE, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout.splitlines()[-1])


def measured(
    application: str, environment: dict[str, str], chosen: list[Request], turn_of: Any
) -> dict[str, Cost]:
    """Serve an application and return what each request costs there."""
    costs = {}
    with serving(application, environment) as server:
        for each in chosen:
            costs[each.key] = cost_of(server, turn_of(each), turns=each.turns)
            print(
                f"{application.partition('.')[0]:8} {each.key:16} {costs[each.key].cpu:8.2f} ms CPU",
                flush=True,
            )
    return costs


def profile(request: Request, environment: dict[str, str]) -> str:
    """Return where the time of a request goes."""
    return str(told("bench.profiles", environment, request.key))


if __name__ == "__main__":
    main()
