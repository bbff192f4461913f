"""The JSON Schema of definitions is published, and every definition that there is fits it."""

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from forms.demo.types import all_types
from tests.definitions import both, question, step, theft
from workflows.definition_schema import definition_schema

ADDRESS = "/api/v1/definition.schema.json"


def faults(body: Any) -> list[str]:
    """What does not fit."""
    return [error.message for error in Draft202012Validator(definition_schema()).iter_errors(body)]


def test_it_is_served_and_a_schema(client: Client, db: None) -> None:
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "application/schema+json"
    Draft202012Validator.check_schema(answer.json())
    assert answer.json()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_openapi_document_names_it(client: Client, db: None) -> None:
    assert ADDRESS in client.get("/api/v1/openapi.json").json()["paths"]


def test_the_definition_of_the_tests_fits() -> None:
    assert faults(theft()) == []


@pytest.mark.parametrize("each", all_types(), ids=lambda each: each.body["key"])
def test_every_definition_of_the_demonstration_fits(each: Any) -> None:
    assert faults({**each.body, "privacy": {}}) == []


def test_a_sentence_for_one_part_of_an_answer_fits() -> None:
    me = question("me", "person", messages={"phone.required": both("Your number, please")})
    assert faults(theft(steps=[step("you", me)])) == []


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 1},
        {"key": ""},
        {"steps": "none"},
        {"steps": [{}]},
        {"offence_map": [{"if": {"eq": [1]}, "offence": "2140"}]},
        {"offence_map": [{"if": {"eq": [1, 1], "ne": [1, 1]}, "offence": "2140"}]},
        {"eligibility": [{"key": "x"}]},
        {"title": {"en": "Theft"}},
        {"surprise": True},
    ],
)
def test_what_is_no_definition_does_not_fit(change: dict[str, Any]) -> None:
    assert faults({**theft(), **change})
