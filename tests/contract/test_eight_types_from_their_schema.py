"""Each type of the demonstration can be reported by a client that knows `answers.schema.json` and nothing else."""

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from forms.demo.types import all_types
from tests.conftest import publish
from tests.environment import examples
from tests.workflows.definition.client import valid_answers

TYPES = {demo.body["key"]: demo for demo in all_types()}
some = settings(
    max_examples=examples(5), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.fixture(params=list(TYPES))
def demo(request, unit, api):
    """A type of the demonstration: its key and its schema, as a client finds them."""
    kept = publish(TYPES[request.param].body, TYPES[request.param].policy)
    schema = api.get(f"definitions/{kept.current_version.digest}/answers.schema.json").json()
    return kept.key, schema


@some
@given(data=st.data())
def test_what_the_schema_takes_is_taken(api, demo, data):
    key, schema = demo
    answers = data.draw(valid_answers(schema))
    begun = api.post("drafts", {"report_type": key}).json()
    client, at = api.by(begun["token"]), f"drafts/{begun['id']}"
    assert client.patch(at, {"answers": answers}).json()["errors"] == []
    assert client.post(f"{at}/submission", {"declaration": True}).status_code == 201


def test_it_keeps_to_the_form_that_clients_rely_on(demo):
    _key, schema = demo
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["unevaluatedProperties"] is False
    for part in parts_of(schema):
        assert part.get("enum") != []
        assert part.get("examples") or "pattern" not in part
        assert {"not_sure": True} not in [each.get("const") for each in part.get("anyOf", [])[:-1]]


def parts_of(schema):
    if isinstance(schema, list):
        for each in schema:
            yield from parts_of(each)
    elif isinstance(schema, dict) and not schema.get("readOnly"):
        yield schema
        for name, each in schema.items():
            if name not in {"const", "enum", "examples"}:
                yield from parts_of(each)
