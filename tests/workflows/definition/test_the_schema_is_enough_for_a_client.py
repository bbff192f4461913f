"""A client that knows nothing but `answers.schema.json` makes answers that can be submitted."""

import json
from datetime import date

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.environment import examples
from tests.workflows.definition.client import valid_answers
from tests.workflows.definition.sample import (
    ANSWERS,
    THEFT,
    ask,
    choices,
    equals,
    form,
    group,
    question,
    step,
    stopper,
)
from workflows.definition import answers_schema, assess, check_patch, kind_names, kind_of
from workflows.definition.structure import question_of

TODAY = date(2026, 11, 21)
SCHEMA = answers_schema(THEFT, "en")
# What JSON Schema cannot say exactly; docs/definition.md lists it.
TOO_EXACT = {"phone", "email", "date", "too_late", "future", "order", "too_large", "blank", "too_short"}
patient = settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))


def problems(body, answers):
    clean, wrong = check_patch(body, answers, "en")
    return wrong + assess(body, clean, "en", today=TODAY).problems


@patient
@given(valid_answers(SCHEMA))
def test_what_the_schema_takes_can_be_submitted(answers):
    assert problems(THEFT, answers) == []


@patient
@given(valid_answers(SCHEMA, from_examples=False))
def test_without_the_examples_only_limits_too_exact_for_a_schema_remain(answers):
    assert {problem.code for problem in problems(THEFT, answers)} <= TOO_EXACT


def test_the_schema_is_a_schema_and_takes_a_real_report():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(ANSWERS, SCHEMA)
    jsonschema_rs.validator_for(SCHEMA).validate(ANSWERS)


def of_every_kind():
    """A report type that asks every kind that a client can answer, required and not."""
    rest = {"one_of": {"choices": choices("x", "y")}, "some_of": {"choices": choices("x", "y")}}
    names = [name for name in kind_names() if name != "file"]
    must = [question(name, name, limits=LIMITS.get(name, {}), **rest.get(name, {})) for name in names]
    may = [
        question(
            f"{name}_too", name, required=False, not_sure=kind_of_name(name).unsure, **rest.get(name, {})
        )
        for name in names
    ]
    rows = group("items", question("value", "money"), question("thing", "vehicle", not_sure=True), max=2)
    return ask(rows, *must, *may)


def kind_of_name(name):
    return kind_of(question_of({"kind": name}))


LIMITS = {
    "computed": {"group": "items", "sum": "value"},
    "person": {"parts": ["first_name", "last_name", "email"], "required_parts": ["last_name"]},
    "vehicle": {"required_parts": ["plate"]},
    "serial_number": {"format": "imei"},
    "date": {"max": "today"},
}
EVERY_KIND = of_every_kind()
EVERY_SCHEMA = answers_schema(EVERY_KIND, "en")


@settings(patient, max_examples=20, phases=[Phase.generate])
@given(valid_answers(EVERY_SCHEMA))
def test_every_kind_can_be_answered_from_its_schema_alone(answers):
    assert problems(EVERY_KIND, answers) == []


@settings(patient, max_examples=6, phases=[Phase.generate])
@given(valid_answers(EVERY_SCHEMA, from_examples=False))
def test_every_kind_from_its_patterns_alone(answers):
    assert {problem.code for problem in problems(EVERY_KIND, answers)} <= TOO_EXACT


def test_a_sum_is_nothing_to_send():
    assert not {"computed", "computed_too"} & EVERY_SCHEMA["properties"].keys()


def test_a_rule_of_eligibility_without_days_leaves_out_what_it_stops():
    rule = {
        "key": "adult",
        "if": equals("age", "child"),
        "title": {},
        "text": {},
        "from": None,
        "until": None,
    }
    asked = ask(question("age", "one_of", choices=choices("adult", "child")))
    assert answers_schema({**asked, "eligibility": [rule]}, "en")["properties"]["age"]["enum"] == ["adult"]
    for_a_while = {**rule, "until": "2030-01-01"}
    assert (
        len(answers_schema({**asked, "eligibility": [for_a_while]}, "en")["properties"]["age"]["enum"]) == 2
    )


def every_property(schema, found=None):
    found = [] if found is None else found
    if isinstance(schema, dict):
        found.extend(schema.get("properties", {}).items())
        for part in schema.values():
            every_property(part, found)
    elif isinstance(schema, list):
        for part in schema:
            every_property(part, found)
    return found


def test_every_example_fits_its_pattern_and_every_pattern_of_a_question_has_one():
    for key, part in every_property(SCHEMA):
        for each in part.get("anyOf", [part]) if isinstance(part, dict) else []:
            if "pattern" in each:
                assert each["examples"], key
                for example in each["examples"]:
                    jsonschema.validate(example, each)


def test_a_choice_that_always_leads_to_a_stopper_is_not_offered():
    assert SCHEMA["properties"]["in_danger"]["enum"] == ["no"]
    assert SCHEMA["properties"]["in_city"]["enum"] == ["yes"]
    assert SCHEMA["properties"]["place_kind"]["anyOf"][0]["enum"] == ["street", "home"]


def test_a_question_all_of_whose_choices_stop_is_left_out():
    special = question("special", "some_of", required=False, choices=choices("gun", "plate"))
    body = ask(special, stopper("other", {"answered": {"var": "special"}}))
    assert "special" not in answers_schema(body, "en")["properties"]


def test_a_stopper_by_number_is_forbidden_as_a_whole():
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid({**ANSWERS, "count": 41})


def test_a_question_under_a_condition_is_never_a_plain_property():
    assert (
        not {"incident_place", "suspect_description", "bike_lock", "items", "you"}
        & SCHEMA["properties"].keys()
    )
    row = SCHEMA["allOf"][1]["then"]["properties"]["items"]["items"]
    assert "make" not in row["properties"]
    assert row["unevaluatedProperties"] is False


def test_unknown_and_invisible_answers_are_refused():
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert not validator.is_valid({**ANSWERS, "nope": 1})
    assert not validator.is_valid({**ANSWERS, "suspect_description": "Tall"})
    assert not validator.is_valid({**ANSWERS, "items": [{"kind": "other", "value": "5.00", "make": "Trek"}]})


def test_not_sure_is_last_and_files_are_read_only():
    assert SCHEMA["properties"]["place_kind"]["anyOf"][-1] == {
        "title": "Not sure",
        "const": {"not_sure": True},
    }
    assert SCHEMA["properties"]["photos"]["readOnly"] is True


def test_titles_are_in_the_language():
    assert answers_schema(THEFT, "fr")["title"] == "Vol"


def test_a_required_question_whose_condition_no_schema_can_say_is_asked_for():
    body = ask(
        question("day", "date"), question("why", "short_text", show_if={"lt": [{"var": "day"}, "2020-01-01"]})
    )
    schema = answers_schema(body, "en")
    assert schema["allOf"][0]["if"] is True
    assert problems(body, {"day": "2026-01-01", "why": "x"}) == []


def test_rows_that_ask_what_no_schema_can_say_are_still_possible():
    unsayable = {"lt": [{"var": "day"}, "2020-01-01"]}
    rows = group(
        "rows", question("k", "yes_no"), question("l", "yes_no", show_if=unsayable), show_if=unsayable
    )
    body = ask(question("day", "date"), rows)
    answers = {"day": "2019-01-01", "rows": [{"k": "yes", "l": "no"}]}
    jsonschema.validate(answers, answers_schema(body, "en"))
    assert problems(body, answers) == []


CONDITIONS = st.recursive(
    st.sampled_from(
        [
            equals("a", "x"),
            equals("b", "not_sure"),
            {"ne": [{"var": "a"}, "y"]},
            {"in": [{"var": "b"}, ["x", "y"]]},
            {"in": ["x", {"var": "c"}]},
            {"gt": [{"var": "n"}, 2]},
            {"le": [3, {"var": "n"}]},
            {"answered": {"var": "b"}},
            {"some": ["rows", equals("k", "x", "row")]},
            {"some": ["rows", {"ne": [{"row": "k"}, "x"]}]},
            {"eq": [{"var": "a"}, {"var": "b"}]},
            {"lt": [{"var": "a"}, "y"]},
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: {"all": each}),
        st.lists(inner, max_size=3).map(lambda each: {"any": each}),
        inner.map(lambda each: {"not": each}),
    ),
    max_leaves=4,
)
ROW_CONDITIONS = st.one_of(
    CONDITIONS,
    st.just(equals("k", "x", "row")),
    CONDITIONS.map(lambda each: {"all": [each, equals("k", "y", "row")]}),
)


@patient
@given(CONDITIONS, CONDITIONS, ROW_CONDITIONS, st.data())
def test_any_condition_gives_a_schema_whose_answers_can_be_submitted(shown, stops, in_row, data):
    xy = choices("x", "y")
    body = form(
        step(
            "one",
            question("a", "one_of", choices=xy),
            question("b", "one_of", choices=xy, required=False, not_sure=True),
            question("c", "some_of", choices=xy, required=False),
            question("n", "number", limits={"min": 0, "max": 5, "integer": True}),
            group("rows", question("k", "one_of", choices=xy), min=0),
        ),
        step("two", question("later", "yes_no", show_if=shown), stopper("stop", stops)),
        step(
            "three",
            group(
                "more", question("k", "one_of", choices=xy), question("l", "yes_no", show_if=in_row), min=1
            ),
            show_if=shown,
        ),
    )
    schema = answers_schema(body, "en")
    jsonschema.Draft202012Validator.check_schema(schema)
    json.dumps(schema)
    answers = data.draw(valid_answers(schema))
    remaining = {problem.code for problem in problems(body, answers)}
    assert remaining <= ({"stopped"} if _is_beyond_a_schema(stops, shown) else set())


def _is_beyond_a_schema(*conditions):
    return any(
        '{"var": "a"}, {"var"' in json.dumps(each) or '"lt"' in json.dumps(each) for each in conditions
    )


@pytest.mark.parametrize(
    "body", [None, {}, [], {"steps": 1}, {"steps": [{"items": [{"item": "question", "key": "x"}]}]}]
)
def test_a_broken_definition_still_gives_a_schema(body):
    jsonschema.Draft202012Validator.check_schema(answers_schema(body, "en"))
