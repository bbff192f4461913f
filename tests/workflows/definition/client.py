"""A client that knows nothing but the JSON Schema: it makes up answers, as hypothesis draws them."""

from typing import Any

import jsonschema_rs
from hypothesis import assume
from hypothesis import strategies as st

ALPHABET = st.characters(exclude_categories=["Cs"])


def valid_answers(schema: dict[str, Any], *, from_examples: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Draw answers that the schema takes; texts from its examples, or from its patterns alone."""

    @st.composite
    def draw_answers(draw: Any) -> dict[str, Any]:
        answers = _Drawing(draw, from_examples).value(schema)
        assume(jsonschema_rs.is_valid(schema, answers))
        return answers

    return draw_answers()


class _Drawing:
    def __init__(self, draw: Any, from_examples: bool) -> None:
        self.draw = draw
        self.from_examples = from_examples

    def value(self, schema: dict[str, Any]) -> Any:
        if "anyOf" in schema:
            return self.value(self.draw(st.sampled_from(schema["anyOf"])))
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            assume(schema["enum"])
            return self.draw(st.sampled_from(schema["enum"]))
        return getattr(self, schema["type"])(schema)

    def string(self, schema: dict[str, Any]) -> str:
        if self.from_examples and schema.get("examples"):
            return self.draw(st.sampled_from(schema["examples"]))
        found = self.draw(st.from_regex(schema["pattern"], fullmatch=True, alphabet=ALPHABET))
        assume(schema.get("minLength", 0) <= len(found) <= schema.get("maxLength", 10**6))
        return found

    def integer(self, schema: dict[str, Any]) -> int:
        return self.draw(st.integers(schema["minimum"], schema["maximum"]))

    def number(self, schema: dict[str, Any]) -> float:
        return self.draw(st.floats(schema["minimum"], schema["maximum"]))

    def array(self, schema: dict[str, Any]) -> list[Any]:
        size = self.draw(st.integers(schema["minItems"], min(3, schema["maxItems"])))
        items = [self.value(schema["items"]) for _ in range(size)]
        return list(dict.fromkeys(items)) if schema.get("uniqueItems") else items

    def object(self, schema: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self.add(schema, found)
        return found

    def add(self, schema: dict[str, Any], found: dict[str, Any]) -> None:
        for key, part in schema.get("properties", {}).items():
            wanted = key in schema.get("required", []) or self.draw(st.booleans())
            if wanted and not part.get("readOnly"):
                found[key] = self.value(part)
        for rule in schema.get("allOf", []):
            if "if" in rule and jsonschema_rs.is_valid(rule["if"], found):
                self.add(rule["then"], found)
