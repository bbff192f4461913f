"""Days of a date or a time: not before or after a day, today, so many days from today, or another answer."""

from datetime import date, timedelta

import jsonschema
import pytest
from django.utils.timezone import localdate

from tests.workflows.definition.sample import ask, group, question
from workflows.definition import Definition, FileFacts, answers_schema, assess, check_patch, lint_question

TODAY = date(2026, 11, 21)
ZONE = {"zone": "America/Winnipeg"}


def found(body, answers, today=TODAY):
    clean, wrong = check_patch(body, answers, "en")
    problems = [*wrong, *assess(body, clean, "en", today=today).problems]
    return [(problem.path, problem.code) for problem in problems]


def limited(value, **limits):
    return found(ask(question("it", "date", limits=limits)), {"it": value})


@pytest.mark.parametrize(
    ("limits", "good", "bad", "code"),
    [
        ({"min": "2026-01-01"}, "2026-01-01", "2025-12-31", "too_early"),
        ({"max": "2026-01-01"}, "2026-01-01", "2026-01-02", "too_late"),
        ({"max": "today"}, "2026-11-21", "2026-11-22", "too_late"),
        ({"min": "today-30"}, "2026-10-22", "2026-10-21", "too_early"),
        ({"min": "today + 2"}, "2026-11-23", "2026-11-22", "too_early"),
        ({"max": "today+7"}, "2026-11-28", "2026-11-29", "too_late"),
    ],
)
def test_by_itself_and_by_today(limits, good, bad, code):
    assert limited(good, **limits) == []
    assert limited(bad, **limits) == [("/it", code)]


LOST = question("lost_on", "date", required=False, not_sure=True)


@pytest.mark.parametrize(
    ("limit", "value", "codes"),
    [
        ({"min": "lost_on"}, "2026-11-02", []),
        ({"min": "lost_on"}, "2026-11-01", ["too_early"]),
        ({"min": "lost_on+7"}, "2026-11-08", ["too_early"]),
        ({"min": "lost_on+7"}, "2026-11-09", []),
        ({"max": "lost_on-1"}, "2026-11-02", ["too_late"]),
    ],
)
def test_by_another_answer(limit, value, codes):
    body = ask(LOST, question("it", "date", limits=limit))
    assert [code for _path, code in found(body, {"lost_on": "2026-11-02", "it": value})] == codes


@pytest.mark.parametrize("lost", [None, {"not_sure": True}])
def test_an_answer_that_is_not_there_sets_no_limit(lost):
    body = ask(LOST, question("it", "date", limits={"min": "lost_on"}))
    assert found(body, {"lost_on": lost, "it": "1999-01-01"}) == []


def test_the_sentence_names_the_day():
    body = ask(LOST, question("it", "date", "Found on", limits={"min": "lost_on+7"}))
    (problem,) = assess(body, {"lost_on": "2026-11-02", "it": "2026-11-03"}, "en", today=TODAY).problems
    assert problem.message == "“Found on” is November 9, 2026 or later. Check the date."


def test_a_time_is_limited_by_its_days_at_both_ends():
    body = ask(LOST, question("it", "time_span", limits={"min": "lost_on", "max": "today"}))
    span = {"precision": "between", "from": "2026-11-01T23:00", "to": "2026-11-22T01:00", **ZONE}
    assert found(body, {"lost_on": "2026-11-02", "it": span}) == [("/it/from", "too_early")]
    later = {**span, "from": "2026-11-02T00:00"}
    assert found(body, {"lost_on": "2026-11-02", "it": later}) == [("/it/to", "too_late")]


def test_a_limit_may_be_the_beginning_of_a_time():
    body = ask(question("seen", "time_span"), question("it", "date", limits={"min": "seen"}))
    seen = {"precision": "about", "from": "2026-11-02T13:30", **ZONE}
    assert found(body, {"seen": seen, "it": "2026-11-02"}) == []
    assert found(body, {"seen": seen, "it": "2026-11-01"}) == [("/it", "too_early")]


def test_in_a_row_the_answer_of_the_same_row_comes_first():
    rows = group("items", LOST, question("found_on", "date", limits={"min": "lost_on"}))
    answers = {
        "lost_on": "2026-12-31",
        "items": [
            {"lost_on": "2026-11-02", "found_on": "2026-11-03"},
            {"lost_on": "2026-11-04", "found_on": "2026-11-03"},
            {"found_on": "2026-11-03"},
        ],
    }
    assert found(ask(question("lost_on", "date"), rows), answers) == [
        ("/items/1/found_on", "too_early"),
        ("/items/2/found_on", "too_early"),
    ]


@pytest.mark.parametrize(
    "limit", [7, True, [], {}, "soon!", "2026-13-01", "today-", "lost_on+999999999", "x" * 90]
)
@pytest.mark.parametrize("kind", ["date", "time_span"])
def test_a_broken_limit_is_named_and_limits_nothing(limit, kind):
    asked = question("it", kind, limits={"min": limit})
    value = (
        {"precision": "exact", "from": "1999-01-01T10:00", **ZONE} if kind == "time_span" else "1999-01-01"
    )
    assert found(ask(asked), {"it": value}) == []
    assert "no limit" in lint_question(asked)[0]


KNOWN = Definition.of(
    ask(LOST, question("name", "short_text"), group("items", question("n", "number")))
).asked


@pytest.mark.parametrize(
    ("limit", "before", "part"),
    [
        ("nope", {"lost_on"}, "no question has this key"),
        ("name+7", {"name"}, "no date or time"),
        ("items", {"items"}, "no date or time"),
        ("lost_on", set(), "does not come before it"),
    ],
)
def test_an_editor_is_told_when_a_limit_names_what_has_no_day(limit, before, part):
    for kind in ("date", "time_span"):
        asked = question("it", kind, limits={"max": limit})
        assert part in lint_question(asked, KNOWN, before)[0]
    assert lint_question(question("it", "date", limits={"max": "lost_on+7"}), KNOWN, {"lost_on"}) == []
    assert (
        "after the latest"
        in lint_question(question("it", "date", limits={"min": "2027-01-01", "max": "2026-01-01"}))[0]
    )


@pytest.mark.parametrize(
    "limits",
    [{"min": "today"}, {"max": "today-3650"}, {"min": "today-30", "max": "today"}, {"min": "2030-01-01"}],
)
def test_the_examples_of_the_schema_fit_the_limits(limits):
    for kind in ("date", "time_span"):
        body = ask(question("it", kind, limits=limits))
        schema = answers_schema(body, "en")["properties"]["it"]
        example = (
            schema["examples"][0]
            if kind == "date"
            else {
                "precision": "exact",
                "from": schema["anyOf"][0]["properties"]["from"]["examples"][0],
            }
        )
        jsonschema.validate(example, schema)
        assert found(body, {"it": example}, localdate()) == []


def test_the_example_of_the_last_days_fits_for_some_time():
    limits = {"min": "today-30", "max": "today", "past": True}
    body = ask(question("it", "date", limits=limits), question("seen", "time_span", limits=limits))
    parts = answers_schema(body, "en")["properties"]
    start = parts["seen"]["anyOf"][0]["properties"]["from"]["examples"][0]
    answers = {"it": parts["it"]["examples"][0], "seen": {"precision": "exact", "from": start}}
    for days in (0, 7):
        assert found(body, answers, localdate() + timedelta(days=days)) == []


def test_examples_of_questions_that_limit_each_other_fit_together():
    body = ask(
        question("seen", "time_span"),
        question("lost_on", "date"),
        question("found_on", "date", limits={"min": "lost_on+7"}),
        question("told_on", "date", limits={"min": "seen", "max": "today"}),
    )
    parts = answers_schema(body, "en")["properties"]
    answers = {key: part["examples"][0] for key, part in parts.items() if key != "seen"}
    start = parts["seen"]["anyOf"][0]["properties"]["from"]["examples"][0]
    assert found(body, {**answers, "seen": {"precision": "exact", "from": start}}, localdate()) == []
    assert answers["found_on"] == str(date.fromisoformat(answers["lost_on"]) + timedelta(days=7))


def files(size, **limits):
    facts = {"a": FileFacts("image/jpeg", size, "bike.jpg", "clean")}
    return assess(
        ask(question("it", "file", limits=limits)), {"it": ["a"]}, "en", today=TODAY, files=facts
    ).problems


def test_a_file_has_a_size():
    assert files(2 * 1024 * 1024, max_size=2) == []
    assert files(3_000_000) == []
    (problem,) = files(2 * 1024 * 1024 + 1, max_size=2)
    assert (problem.code, problem.message) == (
        "file_size",
        "The file “bike.jpg” is larger than 2 MB. Add a smaller one in its place.",
    )


@pytest.mark.parametrize("size", [0, -1, 0.5, "2", True, [], 10**9])
def test_a_size_that_is_none_is_named_and_limits_nothing(size):
    assert files(10**9, max_size=size) == []
    assert "whole number of MB" in lint_question(question("it", "file", limits={"max_size": size}))[0]
