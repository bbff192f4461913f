"""Lint: conditions and questions that would not work are named in a sentence."""

import pytest

from tests.workflows.definition.sample import THEFT, ask, choices, equals, question, text
from workflows.definition import Definition, lint_condition, lint_question

KNOWN = Definition.of(THEFT).asked
ROW = {each.key: each for each in KNOWN["items"].questions}


@pytest.mark.parametrize(
    "condition",
    [
        None,
        equals("in_city", "yes"),
        {"some": ["items", equals("kind", "bike", "row")]},
        {"all": [{"not": {"answered": {"var": "story"}}}, {"in": ["red", {"var": "colours"}]}]},
        {"gt": [{"var": "count"}, 2]},
    ],
)
def test_a_sound_condition_has_nothing_to_mend(condition):
    assert lint_condition(condition, KNOWN) == []


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        (equals("nope", "yes"), "no question has this key"),
        (equals("kind", "bike", "row"), "no question has this key"),
        ({"some": ["items", equals("nope", "x", "row")]}, "no question has this key"),
        ({"some": ["count", None]}, "needs a group"),
        ({"xor": []}, "operator"),
        ({"eq": [1]}, "operator"),
        ("x", "one operator"),
        (equals("place_kind", "moon"), "not one of its answers"),
        (equals("in_danger", "not_sure"), "not one of its answers"),
        ({"in": [{"var": "place_kind"}, ["street", "moon"]]}, "not one of its answers"),
        (equals("count", "2"), "with a text"),
        ({"eq": [{"var": "count"}, None]}, "neither an answer nor a value"),
    ],
)
def test_what_would_not_work_is_named(condition, part):
    assert part in lint_condition(condition, KNOWN)[0]


def test_inside_a_row_its_questions_are_known():
    assert lint_condition(equals("kind", "bike", "row"), KNOWN, ROW) == []


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (question("it", "hologram"), "unknown kind"),
        (question("it", "one_of", choices=[]), "no choices"),
        (question("it", "one_of", choices=choices("red", "red")), "same token"),
        (question("it", "one_of", choices=choices("not_sure")), "kept for Not sure"),
        (question("it", "short_text", limits={"pattern": "(?=x)"}), "cannot be read or is not safe"),
        (question("it", "short_text", limits={"pattern": "[A-Z]+"}), "at least one example"),
        (
            question("it", "short_text", limits={"pattern": "[A-Z]+", "pattern_examples": ["abc"]}),
            "does not fit",
        ),
        (question("it", "short_text", limits={"min_length": 300}), "above the longest"),
    ],
)
def test_a_question_that_would_not_work_is_named(wrong, part):
    assert part in lint_question(wrong)[0]


def test_the_label_is_in_the_sentence():
    assert "Colour" in lint_question(question("it", "one_of", "Colour", choices=[]))[0]
    assert text("x")["fr"] == "x (fr)"


MIXED = Definition.of(
    ask(
        question("who", "person", not_sure=True),
        question("where", "address"),
        question("agreed", "consent"),
        question("known", "how_known", not_sure=True),
        question("story", "statement", choices=choices("who", "when")),
    )
).asked


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        (equals("who", "Camille"), "several parts"),
        ({"ne": [{"var": "where"}, ""]}, "several parts"),
        ({"gt": [{"var": "who"}, "a"]}, "several parts"),
        ({"in": [{"var": "who"}, ["a"]]}, "several parts"),
        (equals("agreed", "yes"), "not one of its answers"),
        (equals("known", "guessed"), "not one of its answers"),
    ],
)
def test_a_comparison_that_no_answer_of_the_kind_can_meet_is_named(condition, part):
    assert part in lint_condition(condition, MIXED)[0]


@pytest.mark.parametrize(
    "condition",
    [
        {"answered": {"var": "who"}},
        equals("who", "not_sure"),
        equals("agreed", True),
        equals("known", "saw_it"),
        equals("known", "not_sure"),
        equals("story", "x"),
    ],
)
def test_what_a_kind_can_be_asked_is_sound(condition):
    assert lint_condition(condition, MIXED) == []


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (question("it", "person", limits={"parts": ["first_name", "shoe"]}), "no part “shoe”"),
        (question("it", "person", limits={"required_parts": ["shoe"]}), "no part “shoe”"),
        (question("it", "person", limits={"parts": ["email"], "required_parts": ["phone"]}), "is not asked"),
        (question("it", "serial_number", limits={"format": "vin"}), "“any” or “imei”"),
        (question("it", "consent", not_sure=True), "no answer to this kind"),
        (question("it", "signature", not_sure=True), "no answer to this kind"),
    ],
)
def test_what_a_kind_cannot_do_is_named(wrong, part):
    assert part in lint_question(wrong)[0]
