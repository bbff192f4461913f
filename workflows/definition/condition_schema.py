"""Conditions as JSON Schema, as far as JSON Schema reaches: what it cannot say comes back as None."""

from collections.abc import Mapping
from typing import Any

from workflows.definition.conditions import DEEPEST_CONDITION, NOT_SURE, ORDERS, evaluate, mentioned

ALWAYS: Mapping[str, Any] = {}
NEVER: Mapping[str, Any] = {"not": {}}
_RANGES = {"lt": "exclusiveMaximum", "le": "maximum", "gt": "exclusiveMinimum", "ge": "minimum"}
_MIRRORED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}


def holds_schema(condition: Any, place: str = "var") -> dict[str, Any] | None:
    """Return the schema of answers (of rows, for `place` "row") for which `condition` holds; None if there is none."""
    return _Writer(place, strict=False).write(condition, wanted=True)


def established_schema(condition: Any) -> dict[str, Any] | None:
    """Return the schema of answers that establish `condition` whatever is missing; None if there is none."""
    return _Writer("var", strict=True).write(condition, wanted=True)


class _Writer:
    """Writes a condition as a schema, pushing `not` down to the comparisons."""

    def __init__(self, place: str, *, strict: bool) -> None:
        self.place = place
        self.strict = strict

    def write(self, condition: Any, *, wanted: bool, depth: int = 0) -> dict[str, Any] | None:
        if condition is None:
            return _constant(wanted)
        if depth >= DEEPEST_CONDITION or not isinstance(condition, dict) or len(condition) != 1:
            return _constant(not wanted)
        ((operator, body),) = condition.items()
        if operator == "not":
            return self.write(body, wanted=not wanted, depth=depth + 1)
        if operator in {"all", "any"}:
            return self._several(operator, body, wanted, depth)
        return self._comparison(operator, body, wanted)

    def _several(self, operator: str, body: Any, wanted: bool, depth: int) -> dict[str, Any] | None:
        if not isinstance(body, list):
            return _constant(not wanted)
        parts = [self.write(each, wanted=wanted, depth=depth + 1) for each in body]
        together = (operator == "all") == wanted
        if None in parts:
            return None
        known = [part for part in parts if part is not None]
        return _every(known) if together else _either(known)

    def _comparison(self, operator: str, body: Any, wanted: bool) -> dict[str, Any] | None:
        if operator == "some":
            return self._some(body, wanted)
        if operator == "answered":
            return self._answered(body, wanted)
        if operator == "ne":
            return self._comparison("eq", body, not wanted) if _is_pair(body) else _constant(not wanted)
        if operator not in {"eq", "in", *ORDERS} or not _is_pair(body):
            return _constant(not wanted)
        if all(_is_literal(each) or (operator == "in" and isinstance(each, list)) for each in body):
            return _constant(evaluate({operator: body}, {}) == wanted)
        found = self._test(operator, body)
        if found is None:
            return None
        key, test = found
        return self._of(key, test, wanted)

    def _test(self, operator: str, body: list[Any]) -> tuple[str, dict[str, Any]] | None:
        """Return the key a comparison is about and the schema its answer meets when the comparison is true."""
        first, second = self._key(body[0]), self._key(body[1])
        if operator == "in":
            if first is not None and isinstance(body[1], list):
                return first, {"enum": _values(body[1])}
            if second is not None and _is_literal(body[0]):
                return second, {"type": "array", "contains": {"enum": _values([body[0]])}}
            return None
        if first is not None and _is_literal(body[1]):
            return _with_key(first, _against(operator, body[1]))
        if second is not None and _is_literal(body[0]):
            return _with_key(second, _against(_MIRRORED.get(operator, operator), body[0]))
        return None

    def _of(self, key: str, test: dict[str, Any], wanted: bool) -> dict[str, Any]:
        true = {"properties": {key: test}, "required": [key]}
        if wanted:
            return true
        if self.strict:
            return {"properties": {key: {"not": test}}, "required": [key]}
        return {"not": true}

    def _answered(self, body: Any, wanted: bool) -> dict[str, Any] | None:
        key = self._key(body)
        if key is None:
            return _constant(_is_literal(body) == wanted) if not isinstance(body, dict) else None
        if wanted:
            return {"required": [key]}
        return dict(NEVER) if self.strict else {"not": {"required": [key]}}

    def _some(self, body: Any, wanted: bool) -> dict[str, Any] | None:
        if not _is_pair(body) or not isinstance(body[0], str):
            return _constant(not wanted)
        if self.place == "row":
            return None
        row = _Writer("row", strict=self.strict).write(body[1], wanted=wanted)
        if row is None:
            return None
        key = body[0]
        if wanted:
            return {"properties": {key: {"type": "array", "contains": row}}, "required": [key]}
        every = {"properties": {key: {"type": "array", "items": row}}}
        return {**every, "required": [key]} if self.strict else every

    def _key(self, operand: Any) -> str | None:
        if isinstance(operand, dict) and len(operand) == 1 and isinstance(operand.get(self.place), str):
            return str(operand[self.place])
        return None


def case_split(conditions: list[Any]) -> list[Any]:
    """Return the parts of row conditions that look only outside the row, each once."""
    found: list[Any] = []
    for condition in conditions:
        _collect_outer(condition, found, 0)
    return found


def settle(condition: Any, truths: list[tuple[Any, bool]], depth: int = 0) -> Any:
    """Return a row condition with the parts named in `truths` replaced by what they are."""
    for part, truth in truths:
        if condition == part:
            return {"all": []} if truth else {"any": []}
    if isinstance(condition, dict) and len(condition) == 1 and depth < DEEPEST_CONDITION:
        ((operator, body),) = condition.items()
        if operator == "not":
            return {"not": settle(body, truths, depth + 1)}
        if operator in {"all", "any"} and isinstance(body, list):
            return {operator: [settle(each, truths, depth + 1) for each in body]}
    return condition


def _collect_outer(condition: Any, found: list[Any], depth: int) -> None:
    if not isinstance(condition, dict) or len(condition) != 1 or depth >= DEEPEST_CONDITION:
        return
    ((operator, body),) = condition.items()
    if operator == "not":
        _collect_outer(body, found, depth + 1)
    elif operator in {"all", "any"} and isinstance(body, list):
        for each in body:
            _collect_outer(each, found, depth + 1)
    elif _mentions(condition, "var") and condition not in found:
        found.append(condition)


def _mentions(condition: Any, place: str) -> bool:
    return next(mentioned(condition, place), None) is not None


def _with_key(key: str, test: dict[str, Any] | None) -> tuple[str, dict[str, Any]] | None:
    return None if test is None else (key, test)


def _against(operator: str, literal: Any) -> dict[str, Any] | None:
    if operator == "eq":
        return {"enum": _values([literal])}
    if isinstance(literal, bool):
        return dict(NEVER)
    if isinstance(literal, int | float):
        return {"type": "number", _RANGES[operator]: literal}
    return None


def _values(literals: list[Any]) -> list[Any]:
    """Return the answers equal to one of `literals`; an empty text is never an answer."""
    values = [each for each in literals if _is_literal(each) and each != ""]
    return [*values, {NOT_SURE: True}] if NOT_SURE in values else values


def _is_literal(operand: Any) -> bool:
    return isinstance(operand, str | int | float)


def _is_pair(body: Any) -> bool:
    return isinstance(body, list) and len(body) == 2


def _constant(truth: bool) -> dict[str, Any]:
    return dict(ALWAYS if truth else NEVER)


def _every(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return _joined("allOf", [part for part in parts if part != ALWAYS], ALWAYS)


def _either(parts: list[dict[str, Any]]) -> dict[str, Any]:
    if ALWAYS in parts:
        return dict(ALWAYS)
    return _joined("anyOf", [part for part in parts if part != NEVER], NEVER)


def _joined(word: str, parts: list[dict[str, Any]], empty: Mapping[str, Any]) -> dict[str, Any]:
    return dict(empty) if not parts else parts[0] if len(parts) == 1 else {word: parts}
