"""What a report type costs as it grows: 20, 130 and 400 questions of the demonstration's kinds, five a step."""

import copy
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from bench import data

SIZES: Final = (20, 130, 400)
A_STEP: Final = 5
USUAL: Final = ("short_text", "yes_no", "date", "phone", "long_text")
LANGUAGE: Final = "en"
TODAY: Final = date(2026, 11, 21)
Work = Callable[[], Any]


def works() -> Iterator[tuple[str, float | None, Work]]:
    """Yield what is measured: its title, its budget in ms of CPU, and the work itself."""
    for size in SIZES:
        page, body = grown(size)
        yield f"compile a type of {size} questions", 50, compiling(page, size)
        yield f"one step’s form in a type of {size} questions, built and drawn", 2, drawing(body)
        yield f"check the answers to {size} questions", None, assessing(body)
        yield f"lint a type of {size} questions", None, linting(body)
        yield f"JSON Schema of the answers to {size} questions", None, describing(body)


def grown(size: int) -> tuple[Any, Any]:
    """Return a page of `size` questions, five a step, and its definition."""
    from forms.compile import compile_page
    from forms.models import ReportTypePage

    page = ReportTypePage.objects.get(key=data.KEY, locale__language_code=LANGUAGE)
    steps = copy.deepcopy(list(page.steps.raw_data))
    asked = [item for step in steps for item in step["value"]["items"] if item["type"] == "question"]
    page.steps = page.steps.stream_block.to_python(list(_steps(steps[0], asked, size)))
    page.in_each_language()  # The first run reads the translations.
    return page, compile_page(page)


def _steps(like: Any, asked: list[Any], size: int) -> Iterator[Any]:
    """Yield the steps; the last one, which is drawn, asks the same at every size."""
    usual = {item["value"]["kind"]: item for item in asked}
    for start in range(0, size, A_STEP):
        if start + A_STEP >= size:
            asked = [usual[kind] for kind in USUAL]
        items = [
            _renamed(asked[number % len(asked)], number) for number in range(start, min(start + A_STEP, size))
        ]
        yield {"type": "step", "value": {**like["value"], "key": f"step_{start}", "items": items}}


def _renamed(item: Any, number: int) -> Any:
    """Return a question under another key; every fourth is asked because of the one before it."""
    value = {**copy.deepcopy(item["value"]), "key": f"question_{number}"}
    clause = {"question": f"question_{number - 1}", "comparison": "ne", "value": "nothing"}
    if number % 4 == 3:
        value["show_if"] = {"match": "all", "clauses": [{"type": "item", "value": clause}], "advanced": ""}
    return {"type": "question", "value": value}


def compiling(page: Any, size: int) -> Work:
    """Return what compiles the page to its digest."""
    from forms.compile import compile_page
    from workflows import definition

    def work() -> Any:
        body = compile_page(page)
        if sum(len(each["items"]) for each in body["steps"]) != size:
            raise SystemExit(f"The type that was compiled has not {size} questions.")
        return definition.digest(body)

    return work


def drawing(body: Any) -> Work:
    """Return what builds the fields of the last step and draws them."""
    from django.template import engines

    from workflows import definition

    read, last = definition.Definition.of(body), body["steps"][-1]["key"]
    template = engines["django"].from_string(
        '{% for item in items %}{% include "forms/includes/item.html" with item=item only %}{% endfor %}'
    )
    return lambda: template.render({"items": definition.fields_of_step(read, last, {}, LANGUAGE, [])})


def assessing(body: Any) -> Work:
    """Return what checks answers to half of the questions."""
    from workflows import definition

    answers = {
        f"question_{number}": "yes" for number in range(0, 10_000, 2) if number < A_STEP * len(body["steps"])
    }
    return lambda: definition.assess(body, answers, LANGUAGE, today=TODAY)


def linting(body: Any) -> Work:
    """Return what an editor's check looks at."""
    from forms.lint import lint

    return lambda: lint(body)


def describing(body: Any) -> Work:
    """Return what makes the JSON Schema of the answers."""
    from workflows import definition

    return lambda: definition.answers_schema(body, LANGUAGE)
