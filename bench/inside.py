"""`python -m bench.inside`: what has no request of its own, in this process: a type as it grows, a copy, a photo."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import django

from bench import data, sizes


@dataclass(frozen=True)
class Inside:
    """A figure: what was done, its budget and its cost in ms. `clock` says that it is the clock's time, not CPU."""

    title: str
    budget: float | None
    cost: float
    clock: bool = False


def main() -> None:
    """Print the figures as JSON."""
    django.setup()
    from integrations.scanning.decoder import pictures

    photo = data.photo()
    figures = [
        *(Inside(title, budget, cpu(work, 10)) for title, budget, work in sizes.works()),
        Inside("a copy as PDF", 1000, copied(), clock=True),
        Inside(
            "copies of a 20 kB photo, in the decoder’s process", None, cpu(lambda: pictures(photo, 10**7), 20)
        ),
    ]
    print(json.dumps([asdict(figure) for figure in figures]))


def cpu(work: Callable[[], Any], times: int) -> float:
    """Return the CPU time of one piece of work in ms, after a first one that warms up."""
    work()
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times * 1000


def copied() -> float:
    """Return how long the unofficial copy of a report takes by the clock, in ms: the best of three."""
    from workflows.copies import unofficial_copy
    from workflows.models import Status, Submission

    report = Submission.objects.filter(status=Status.SUBMITTED).latest("pk")
    unofficial_copy(report)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        unofficial_copy(report)
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


if __name__ == "__main__":
    main()
