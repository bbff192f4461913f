"""`python -m bench.inside`: what has no request of its own, in this process: compiling, a form, a copy, a photo."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

import django

from bench import data

LANGUAGE: Final = "en"


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
        Inside("compile a type of 130 questions", 50, cpu(compiling(), 20)),
        Inside("one step’s form, built and drawn", 2, cpu(drawing(), 100)),
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


def compiling() -> Callable[[], Any]:
    """Return what compiles a page of 130 questions to its digest."""
    from forms.compile import compile_page
    from forms.models import ReportTypePage
    from workflows import definition

    page = ReportTypePage.objects.get(key=data.KEY, locale__language_code=LANGUAGE)
    steps = list(page.steps.raw_data)
    questions = [item for step in steps for item in step["value"]["items"] if item["type"] == "question"]
    step = steps[0]["value"] | {"items": []}
    for number in range(130):
        question = questions[number % len(questions)]
        step["items"].append({**question, "value": {**question["value"], "key": f"question_{number}"}})
    page.steps = page.steps.stream_block.to_python([{**steps[0], "value": step}])
    page.in_each_language()  # The first run reads the translations.

    def work() -> Any:
        body = compile_page(page)
        if sum(len(each["items"]) for each in body["steps"]) != 130:
            raise SystemExit("The type that was compiled has not 130 questions.")
        return definition.digest(body)

    return work


def drawing() -> Callable[[], Any]:
    """Return what builds the fields of a step and draws them."""
    from django.template import engines

    from workflows import definition
    from workflows.models import ReportType

    kind = ReportType.objects.select_related("current_version").get(key=data.KEY)
    body, answers = kind.current_version.definition, data.answers()
    template = engines["django"].from_string(
        '{% for item in items %}{% include "forms/includes/item.html" with item=item only %}{% endfor %}'
    )

    def work() -> Any:
        items = definition.fields_of_step(body, "story", answers, LANGUAGE, [])
        return template.render({"items": items})

    return work


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
