"""Whether lists, search and sending stay as quick when the table grows: 10,000, 100,000 and 1,000,000 reports."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import django

from bench.client import OverHttp
from bench.server import BASE, Cost, Server, cost_of, serving
from bench.turns import Data, Turn, staff_call, staff_page, submission

SIZES: Final = (10_000, 100_000, 1_000_000)
TURNS: Final = 60
GROWTH: Final = 1.3


@dataclass(frozen=True)
class Grown:
    """One request at each size, and what its p95 may be at 100,000 (ms)."""

    title: str
    budget: float
    costs: list[Cost]

    @property
    def growth(self) -> float:
        """How many times the CPU of the smallest table the largest one takes."""
        return self.costs[-1].cpu / max(self.costs[0].cpu, 0.001)


def run(environment: Mapping[str, str], data: Data) -> list[Grown]:
    """Measure each request at each size."""
    turns = dict(_turns(data))
    costs: dict[str, list[Cost]] = {title: [] for title in turns}
    for size in SIZES:
        command = [sys.executable, "-m", "bench.scale", str(size)]
        subprocess.run(command, env={**os.environ, **environment}, cwd=BASE, check=True)
        with serving("config.wsgi:application", environment) as server:
            for title, (_budget, turn) in turns.items():
                costs[title].append(_cost(server, turn))
                print(f"{size:9} {title:24} {costs[title][-1].cpu:8.2f} ms CPU", flush=True)
    return [Grown(title, turns[title][0], costs[title]) for title in turns]


def _cost(server: Server, turn: Turn) -> Cost:
    return cost_of(server, turn, turns=TURNS)


def _turns(data: Data) -> Iterator[tuple[str, tuple[float, Turn]]]:
    yield "desk list", (300, staff_page("/desk/")(data))
    yield "desk list, JSON", (300, staff_call("/api/v1/desk/reports?status=submitted")(data))
    yield "search for a number", (500, _search(data, "serial"))
    yield "search for two words", (500, _search(data, "words"))
    # The table took its drafts from the front.
    yield "submission", (500, submission({**data, "drafts": data["drafts"][::-1]}))


def _search(data: Data, what: str) -> Turn:
    """Look for something else each time."""

    def turn(client: OverHttp, lane: int, number: int) -> None:
        word = f"wtu{(number * 97 + lane) % 10_000:08d}"
        query = word if what == "serial" else f"green+{word}"
        staff_page(f"/desk/?q={query}")(data)(client, lane, number)

    return turn


def grow(size: int) -> None:
    """Copy the bench's 10,000 reports, with their words, until there are `size`: as rows, in SQL (SQLite's)."""
    from django.db import connection, transaction

    from bench.data import MARK, ROWS
    from workflows.models import SearchTerm, Submission

    pattern = Submission.objects.filter(temporary_number__startswith=MARK)
    first, last = (pattern.order_by(order).values_list("pk", flat=True)[0] for order in ("pk", "-pk"))
    table, words = Submission._meta.db_table, SearchTerm._meta.db_table
    columns = [field.column for field in Submission._meta.concrete_fields]
    other = {
        "id": "id + :shift",
        "public_id": "lower(hex(randomblob(16)))",
        "temporary_number": "'T-C' || (id + :shift)",
        "due_on": "date(due_on, '-' || :copy || ' days')",
    }
    values = ", ".join(other.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    add_reports = f"""
        INSERT INTO {table} ({names}) SELECT {values} FROM {table}
        WHERE id BETWEEN :first AND :last AND temporary_number LIKE '{MARK}%'
    """
    add_words = f"""
        INSERT INTO {words} (submission_id, term)
        SELECT submission_id + :shift, CASE WHEN term LIKE 'wtu%' THEN 'copy' || :copy || term ELSE term END
        FROM {words} WHERE submission_id BETWEEN :first AND :last
    """
    there = Submission.objects.filter(temporary_number__regex=r"^T-C\d{8}").count() // ROWS
    for number in range(there + 1, size // ROWS):
        # Far above the ids of what the turns send.
        told = {"shift": 10_000_000 + number * 100_000, "copy": number, "first": first, "last": last}
        with transaction.atomic():
            connection.connection.execute(add_reports, told)
            connection.connection.execute(add_words, told)


if __name__ == "__main__":
    django.setup()
    grow(int(sys.argv[1]))
