"""docs/performance.md: the tables, and for what misses its figure the profile that shows why."""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.scale import GROWTH, SIZES, Grown
from bench.server import Cost
from bench.turns import Request

INTRODUCTION = """# What a request costs

For developers and administrators. After reading it you know what each kind of request costs the server, beside bare
Django doing the same write on the same machine, and where the time goes of what costs more than it may.

`make bench` measures and writes this page; `.venv/bin/python -m bench --scale` also fills the tables with a million
reports, `--only step` takes one line of the table, and `.venv/bin/python -m bench --help` lists the lines.

CPU is user and system time of one gunicorn worker (gthread, as `make run` starts it) on SQLite, in WAL and durable, one
request at a time, in the best of four rounds. p50 and p95 are the clock's, in ms, alone and with eight at once: on a
machine that has other work they say more of that work. The floor keeps one table, checks nothing and remembers nothing.
Photos are decoded in a process of their own, which the second table has.
"""


@dataclass(frozen=True)
class Result:
    """All that was measured."""

    chosen: Sequence[Request]
    costs: Mapping[str, Cost]
    floors: Mapping[str, Cost]
    inside: Sequence[Mapping[str, Any]]
    grown: Sequence[Grown]
    profiles: Mapping[str, str]
    load: tuple[float, float]


def page(result: Result) -> str:
    """Return the page."""
    return "\n".join([INTRODUCTION, *_parts(result)])


def with_section(text: str, title: str, lines: Sequence[str]) -> str:
    """Return a page with a section of its own at the end, in place of an older one."""
    before = text.partition(f"\n## {title}\n")[0]
    return "\n".join([before.rstrip(), "", f"## {title}", "", *lines]).rstrip() + "\n"


def written(result: Result) -> str:
    """Return what is printed."""
    return "\n".join(_parts(result))


TYPES = """Types of 20, 130 and 400 questions: kinds of the demonstration, five a step, every fourth asked because of
the one before it; the step that is drawn asks the same at each size. What the check beside the editor and the gate
look at (lint) grows with the number of questions; citizens never wait for it.

The condition language in Python and JavaScript: 100,000 random conditions are compared in 10 s of CPU, a million in
100 s (`make fuzz`), 0 differences."""


def _parts(result: Result) -> list[str]:
    before, after = result.load
    machine = f"{os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}"
    parts = [
        f"{datetime.now(UTC).date().isoformat()}, {machine}; load {before:.1f} at the start, {after:.1f} at the end.",
        "",
    ]
    parts += ["## Requests", "", *_requests(result), ""]
    parts += ["## Without a request", "", *_inside(result.inside), "", TYPES, ""]
    if result.grown:
        parts += ["## When the table grows", "", *_grown(result.grown), ""]
    return [*parts, *_missed(result)]


def _requests(result: Result) -> Iterable[str]:
    yield "| request | ours, ms CPU | at most | floor, ms CPU | p50 / p95 alone | p50 / p95 of eight at once |"
    yield "|---|---|---|---|---|---|"
    for each in result.chosen:
        ours, floor = result.costs[each.key], result.floors[each.key]
        cells = [each.title, _figure(ours.cpu, each.budget), _budget(each.budget), f"{floor.cpu:.1f}"]
        cells += [" / ".join(f"{wall:.0f}" for wall in walls) for walls in (ours.alone, ours.at_once)]
        yield f"| {' | '.join(cells)} |"


def _inside(figures: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    yield "| what | ms | at most |"
    yield "|---|---|---|"
    for each in figures:
        clock = " by the clock" if each["clock"] else " CPU"
        yield f"| {each['title']} | {_figure(each['cost'], each['budget'])}{clock} | {_budget(each['budget'])} |"


def _grown(grown: Iterable[Grown]) -> Iterable[str]:
    sizes = " | ".join(f"{size:,}" for size in SIZES)
    yield f"CPU (ms) and, behind it, p95 by the clock, alone; growth is of CPU and may be {GROWTH}."
    yield ""
    yield f"| request | {sizes} | growth | p95 at most |"
    yield "|---|---|---|---|---|---|"
    for each in grown:
        cells = [f"{cost.cpu:.1f}; {cost.alone[1]:.0f}" for cost in each.costs]
        yield f"| {' | '.join([each.title, *cells, _figure(each.growth, GROWTH), _budget(each.budget)])} |"


def _missed(result: Result) -> Iterable[str]:
    missed = [each for each in result.chosen if each.key in result.profiles]
    late = [each for each in result.inside if each["budget"] and each["cost"] > each["budget"]]
    slower = [each for each in result.grown if each.growth > GROWTH or each.costs[1].alone[1] > each.budget]
    if not missed and not late and not slower:
        return ["Everything is within its figure."]
    lines = ["## What misses its figure", ""]
    lines += [f"- {each['title']}: {each['cost']:.1f} ms of {each['budget']:.0f}." for each in late]
    lines += [f"- {each.title} when the table grows: see above." for each in slower]
    for each in missed:
        lines += [f"- {each.title}: {result.costs[each.key].cpu:.1f} ms of {each.budget:g}. Its profile:", ""]
        lines += ["```", result.profiles[each.key], "```", ""]
    return lines


def _figure(cost: float, budget: float | None) -> str:
    text = f"{cost:.2f}" if cost < 10 else f"{cost:.0f}"
    return f"**{text}**" if budget is not None and cost > budget else text


def _budget(budget: float | None) -> str:
    return f"{budget:g}" if budget is not None else ""


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown"
    )
