"""What keeps a form from being published, each with its code, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from forms.lint import lint
from tests.definitions import both, choices, question, step, theft

Body = dict[str, Any]


def codes(body: Body, *previous: Body) -> list[str]:
    """The codes of what blocks."""
    return [finding.code for finding in lint(body, previous) if finding.blocks]


def advice(body: Body) -> list[str]:
    """The codes of what does not block."""
    return [finding.code for finding in lint(body) if not finding.blocks]


def test_a_form_that_holds_has_no_findings() -> None:
    assert codes(theft(), theft()) == []


def asking(*items: Body, **more: Any) -> Body:
    """The theft with one more step."""
    body = theft()
    body["steps"].append(step("more", *items, **more))
    return body


def row_question(**more: Any) -> Body:
    """The theft with one more question about each item."""
    body = theft()
    body["steps"][2]["items"][0]["questions"].append(question("extra", "short_text", required=False, **more))
    return body


def ruled(**more: Any) -> Body:
    """The theft with one rule of eligibility."""
    condition = {"eq": [{"var": "in_danger"}, "no"]}
    rule = {**stop(key="limit", **{"if": condition}), "from": "2020-01-01", "until": None, **more}
    return {**theft(), "eligibility": [rule]}


def advised(**more: Any) -> Body:
    """The theft with one advice."""
    rule = {"key": "tip", "if": None, "question": "story", "text": both("Say more."), **more}
    return {**theft(), "advice": [rule]}


def stop(**more: Any) -> Body:
    """A stopper."""
    return {**theft()["steps"][0]["items"][1], "key": "other", **more}


HOLDS: list[Callable[[], Body]] = [
    lambda: asking(question("late", "short_text", show_if={"eq": [{"var": "in_danger"}, "no"]})),
    lambda: row_question(show_if={"eq": [{"row": "kind"}, "bicycle"]}),
    lambda: asking(
        question("late", "short_text", show_if={"some": ["items", {"eq": [{"row": "kind"}, "phone"]}]})
    ),
    lambda: asking(
        question(
            "plate", "short_text", limits={"pattern": "[A-Z]{3} ?[0-9]{3}", "pattern_examples": ["ABC 123"]}
        )
    ),
    lambda: asking(question("late", "short_text"), show_if={"ne": [{"var": "in_danger"}, "yes"]}),
]


@pytest.mark.parametrize("body", HOLDS)
def test_conditions_and_patterns_that_hold_are_let_through(body: Callable[[], Body]) -> None:
    assert codes(body()) == []


REFUSED: list[tuple[str, Callable[[], Body]]] = [
    ("duplicate_key", lambda: asking(question("story", "long_text"))),
    (
        "duplicate_key",
        lambda: (
            row_question()
            | {"steps": [*row_question()["steps"], step("more", question("extra", "short_text"))]}
        ),
    ),
    (
        "duplicate_step",
        lambda: (
            asking(question("x", "short_text"))
            | {"steps": [*theft()["steps"], step("you", question("x", "short_text"))]}
        ),
    ),
    ("duplicate_stopper", lambda: asking(stop(key="emergency"))),
    ("key", lambda: asking(question("Serial No", "short_text"))),
    (
        "reserved_key",
        lambda: {**theft(), "steps": [*theft()["steps"], step("check", question("x", "short_text"))]},
    ),
    (
        "step_key",
        lambda: {**theft(), "steps": [*theft()["steps"], step("Over there", question("x", "short_text"))]},
    ),
    ("dangling", lambda: asking(question("x", "short_text", show_if={"answered": {"var": "gone"}}))),
    (
        "dangling",
        lambda: asking(question("x", "short_text", show_if={"eq": [{"var": "in_danger"}, "maybe"]})),
    ),
    ("dangling", lambda: asking(question("x", "short_text", show_if={"eq": [{"row": "kind"}, "bicycle"]}))),
    ("condition", lambda: asking(question("x", "short_text", show_if={"unreadable": "{"}))),
    ("cyclic", lambda: asking(question("x", "short_text", show_if={"answered": {"var": "x"}}))),
    (
        "cyclic",
        lambda: asking(question("x", "yes_no", show_if={"answered": {"var": "y"}}), question("y", "yes_no")),
    ),
    ("cyclic", lambda: row_question(show_if={"answered": {"row": "extra"}})),
    ("cyclic", lambda: asking(question("x", "short_text"), show_if={"answered": {"var": "x"}})),
    (
        "unreachable",
        lambda: asking(question("x", "short_text"), show_if={"eq": [{"var": "in_danger"}, "yes"]}),
    ),
    (
        "unreachable",
        lambda: asking(
            question("x", "short_text"),
            show_if={"all": [{"eq": [{"var": "in_danger"}, "no"]}, {"ne": [{"var": "in_danger"}, "no"]}]},
        ),
    ),
    ("empty_step", asking),
    ("no_steps", lambda: {**theft(), "steps": []}),
    ("missing_language", lambda: asking(question("x", "short_text", label={"en": "X", "fr": ""}))),
    ("missing_language", lambda: asking(question("x", "short_text", help={"en": "X", "fr": ""}))),
    (
        "missing_language",
        lambda: asking(
            question("x", "one_of", choices=[{"token": "a", "label": {"en": "", "fr": "A"}, "hint": None}])
        ),
    ),
    ("missing_language", lambda: {**theft(), "declaration": {"en": "True", "fr": ""}}),
    ("missing_language", lambda: {**theft(), "declaration": {"en": "True", "fr": " \u200b\n"}}),
    (
        "unsafe_pattern",
        lambda: asking(question("x", "short_text", limits={"pattern": "(a)\\1", "pattern_examples": ["aa"]})),
    ),
    (
        "unsafe_pattern",
        lambda: asking(
            question("x", "short_text", limits={"pattern": "[0-9]+", "pattern_examples": ["abc"]})
        ),
    ),
    ("unsafe_pattern", lambda: asking(question("x", "short_text", limits={"pattern": "[0-9]+"}))),
    ("limit", lambda: asking(question("x", "short_text", limits={"max_count": 3}))),
    ("token", lambda: asking(question("x", "one_of", choices=choices("Big Bike")))),
    ("token", lambda: asking(question("x", "one_of", choices=choices("a" * 31)))),
    ("question", lambda: asking(question("x", "one_of", choices=choices("a", "a")))),
    ("question", lambda: asking(question("x", "telepathy"))),
    ("unconditional", lambda: asking(stop(**{"if": None}))),
    ("link", lambda: asking(stop(link={"label": both("Go"), "url": "javascript:alert(1)"}))),
    ("key", lambda: ruled(key="Over 5,000")),
    ("duplicate_stopper", lambda: ruled(key="emergency")),
    ("dates", lambda: ruled(until="2019-12-31")),
    ("unconditional", lambda: ruled(**{"if": None})),
    ("dangling", lambda: ruled(**{"if": {"answered": {"var": "gone"}}})),
    ("missing_language", lambda: ruled(text={"en": "Call us.", "fr": ""})),
    ("link", lambda: ruled(link={"label": both("Go"), "url": "ftp://x"})),
    ("key", lambda: advised(key="")),
    ("duplicate_advice", lambda: {**advised(), "advice": advised()["advice"] * 2}),
    ("advice_question", lambda: advised(question="gone")),
    ("dangling", lambda: advised(**{"if": {"answered": {"var": "gone"}}})),
    ("missing_language", lambda: advised(text={"en": "Say more.", "fr": ""})),
]


def test_rules_and_advice_that_hold_are_let_through() -> None:
    assert codes(ruled()) == codes(advised()) == []


def test_a_file_of_ones_own_does_not_hold_the_proof_of_an_address() -> None:
    body = {**asking(question("proved", "verified_email")), "resume": "file"}
    assert "resume_file" in advice(body)
    assert "resume_file" not in advice({**theft(), "resume": "file"})


@pytest.mark.parametrize(("code", "body"), REFUSED, ids=[code for code, _body in REFUSED])
def test_what_would_not_hold_is_refused(code: str, body: Callable[[], Body]) -> None:
    assert set(codes(body())) == {code}


def test_a_published_question_keeps_its_kind() -> None:
    assert codes(asking(question("x", "number")), asking(question("x", "short_text"))) == ["changed_kind"]


def rows(kind: str, key: str = "kind") -> Body:
    """Another group, whose rows ask for something under a key of the items."""
    return {**theft()["steps"][2]["items"][0], "key": "others", "questions": [question(key, kind)]}


def test_rows_of_two_groups_may_ask_the_same_under_one_key() -> None:
    assert codes(asking(rows("short_text", "description")), theft()) == []
    assert set(codes(asking(rows("number", "description")))) == {"duplicate_key"}
    assert set(codes(asking(rows("long_text", "story")))) == {"duplicate_key"}
    same = rows("short_text", "description")
    same["questions"] *= 2
    assert set(codes(asking(same))) == {"duplicate_key"}


def test_a_question_does_not_move_into_a_group_under_its_key() -> None:
    assert codes(row_question(), asking(question("extra", "short_text"))) == ["changed_kind"]


def test_a_retired_key_does_not_come_back_as_another_kind() -> None:
    once = asking(question("x", "short_text"))
    assert codes(asking(question("x", "number")), once, theft()) == ["reused_key"]
    assert codes(asking(question("x", "short_text")), once, theft()) == []


def test_many_required_answers_are_advice() -> None:
    body = asking(*[question(f"q{number}", "short_text") for number in range(20)])
    assert advice(body)[0] == "many_required"
    assert codes(body) == []


def test_a_question_of_fact_that_leaves_no_way_but_guessing_is_advice() -> None:
    (finding,) = lint(asking(question("colour", "one_of", choices=choices("red", "blue"))))
    assert (finding.code, "“Colour”" in finding.sentence) == ("no_not_sure", True)
    said = lint(asking(question("colour", "one_of", choices=choices("red"), not_sure=True)))[0].sentence
    assert "Colour" not in said


def test_sentences_say_where() -> None:
    with translation.override("en"):
        finding = lint(asking(question("x", "short_text", label={"en": "Colour", "fr": ""})))[0]
        said = "Step 6, “More”: question “Colour”, label: the text is missing in one language: French."
        assert finding.sentence == said
