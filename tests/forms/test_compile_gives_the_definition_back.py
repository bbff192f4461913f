"""A definition made into pages and compiled again is the same definition."""

from collections.abc import Callable
from typing import Any

import pytest

from forms.compile import compile_page
from forms.models import ReportTypePage
from tests.definitions import both, choices, question, step, theft
from workflows import definition


def without_empty_choices(part: Any) -> Any:
    if isinstance(part, list):
        return [without_empty_choices(each) for each in part]
    if isinstance(part, dict):
        return {
            name: without_empty_choices(each)
            for name, each in part.items()
            if (name, each) != ("choices", [])
        }
    return part


RICH = [
    question("many", "some_of", choices=choices("a", "b"), limits={"min": 1, "max": 2}),
    question(
        "count",
        "number",
        limits={"integer": True, "min": 0, "max": 12.5},
        show_if={"in": [{"var": "in_danger"}, ["no"]]},
    ),
    question("price", "money", limits={"max": "5000.00"}, show_if={"ge": [{"var": "count"}, 2]}),
    question(
        "since", "date", limits={"min": "2020-01-01", "max": "today"}, show_if={"in": ["a", {"var": "many"}]}
    ),
    question("incident", "time_span", limits={"past": True}, show_if={"not": {"answered": {"var": "since"}}}),
    question(
        "code",
        "short_text",
        limits={"pattern": "[0-9]{3}", "pattern_examples": ["123", "456"], "max_length": 3},
    ),
    question("scan", "file", required=False, limits={"max_count": 3, "types": ["image", "pdf"]}),
    question(
        "why",
        "long_text",
        messages={"required": both("Say why.", "Dites pourquoi.")},
        help=both("Help\nmore"),
        example=both("So"),
    ),
    {
        "item": "guidance",
        "text": both("Read this"),
        "show_if": {"some": ["items", {"eq": [{"row": "kind"}, "bicycle"]}]},
    },
    {
        "item": "guidance",
        "text": both("And this"),
        "show_if": {"any": [{"not": {"eq": [{"var": "count"}, 3]}}, {"answered": {"var": "why"}}]},
    },
]


def rich() -> dict[str, Any]:
    body = theft()
    body["steps"].append(
        step(
            "more",
            *RICH,
            show_if={"all": [{"eq": [{"var": "in_danger"}, "no"]}, {"answered": {"var": "story"}}]},
        )
    )
    body["steps"][2]["items"][0]["questions"][2]["show_if"] = {"eq": [{"row": "kind"}, "bicycle"]}
    body["offence_map"] = [
        {"if": {"eq": [{"var": "in_danger"}, "yes"]}, "offence": "2130"},
        {"if": None, "offence": "2140"},
    ]
    return body


@pytest.mark.parametrize("body", [theft(), rich()], ids=["theft", "rich"])
def test_compiling_a_page_made_from_a_definition_gives_it_back(
    make_type: Callable[..., ReportTypePage], body: dict[str, Any]
) -> None:
    page = make_type(body)
    assert compile_page(page) == without_empty_choices(body)
    assert page.version is not None
    assert page.version.digest == definition.digest(without_empty_choices(body))


def test_conditions_that_comparisons_can_say_are_no_json_for_the_editor(
    make_type: Callable[..., ReportTypePage],
) -> None:
    page = make_type(rich())
    shown = page.steps[5].value["items"]
    assert [block.value["show_if"]["advanced"] for block in shown if block.value["show_if"]["advanced"]] == [
        '{"any": [{"not": {"eq": [{"var": "count"}, 3]}}, {"answered": {"var": "why"}}]}'
    ]
