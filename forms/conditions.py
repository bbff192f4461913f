"""Conditions as editors write them, to and from the JSON of the definition.

Editors name answers by key. A key of the same group is meant in the same row; `items.kind` is meant in any row of
`items`. What comparisons cannot say stands as JSON in the box beside them.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from workflows.definition import Group, Question

COMPARISONS = [
    ("eq", _("is")),
    ("ne", _("is not")),
    ("in", _("is one of")),
    ("includes", _("includes")),
    ("answered", _("is answered")),
    ("unanswered", _("is not answered")),
    ("lt", _("is less than")),
    ("le", _("is at most")),
    ("gt", _("is more than")),
    ("ge", _("is at least")),
]
UNREADABLE = "unreadable"
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")

Kinds = Mapping[str, str]
Raw = Mapping[str, Any]


def to_json(raw: Raw | None, kinds: Kinds, row: Sequence[str] = ()) -> Any:
    """Return the condition that `raw` (as the block stores it) stands for; None is always.

    `kinds` gives the kind of each question by key, `row` the keys of the group it is in. JSON that cannot be read
    becomes a condition that the lint refuses.
    """
    raw = raw or {}
    advanced = (raw.get("advanced") or "").strip()
    if advanced:
        try:
            return json.loads(advanced)
        except (ValueError, RecursionError):
            return {UNREADABLE: advanced}
    clauses = [_clause(each, kinds, row) for each in _rows(raw.get("clauses")) if each.get("question")]
    if len(clauses) < 2:
        return clauses[0] if clauses else None
    return {"any" if raw.get("match") == "any" else "all": clauses}


def from_json(condition: Any, kinds: Kinds, row: Sequence[str] = ()) -> dict[str, Any]:
    """Return what the block stores for `condition`: comparisons where they say the same, else its JSON."""
    raw = _as_comparisons(condition)
    if raw is not None and to_json(raw, kinds, row) == condition:
        return raw
    return {"match": "all", "clauses": [], "advanced": json.dumps(condition, ensure_ascii=False)}


def list_items(values: Sequence[Any]) -> list[dict[str, Any]]:
    """Return values as a list block stores them; without an id it would not know them for its own."""
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]


def kinds_of(asked: Mapping[str, Question | Group]) -> dict[str, str]:
    """Return the kind of every question by key, those in groups included."""
    found = {}
    for key, item in asked.items():
        if isinstance(item, Group):
            found.update({each.key: each.kind for each in item.questions})
        else:
            found[key] = item.kind
    return found


def _clause(raw: Raw, kinds: Kinds, row: Sequence[str]) -> Any:
    group, dot, key = str(raw["question"]).strip().rpartition(".")
    operand = {"row" if dot or key in row else "var": key}
    comparison = _comparison(
        raw.get("comparison") or "eq", operand, str(raw.get("value") or ""), kinds.get(key, "")
    )
    return {"some": [group, comparison]} if dot else comparison


def _comparison(name: str, operand: dict[str, str], value: str, kind: str) -> Any:
    if name == "answered":
        return {"answered": operand}
    if name == "unanswered":
        return {"not": {"answered": operand}}
    if name == "in":
        return {"in": [operand, [_literal(each.strip(), kind) for each in value.split(",")]]}
    if name == "includes":
        return {"in": [value, operand]}
    return {name: [operand, _literal(value, kind)]}


def _literal(value: str, kind: str) -> str | int | float:
    if kind == "consent" and value.casefold() in {"yes", "true"}:
        return True
    if kind != "number" or not _NUMBER.fullmatch(value):
        return value
    return float(value) if "." in value else int(value)


def _as_comparisons(condition: Any) -> dict[str, Any] | None:
    if condition is None:
        return _raw("all", [])
    if isinstance(condition, dict) and len(condition) == 1:
        ((operator, body),) = condition.items()
        if operator in {"all", "any"} and isinstance(body, list):
            clauses = [_as_clause(each) for each in body]
            return None if None in clauses else _raw(operator, clauses)
        clause = _as_clause(condition)
        return _raw("all", [clause]) if clause else None
    return None


def _raw(match: str, clauses: list[Any]) -> dict[str, Any]:
    return {"match": match, "clauses": list_items(clauses), "advanced": ""}


def _as_clause(condition: Any) -> dict[str, str] | None:
    if not isinstance(condition, dict) or len(condition) != 1:
        return None
    ((operator, body),) = condition.items()
    if operator == "some" and isinstance(body, list) and len(body) == 2:
        inner = _as_clause(body[1])
        return {**inner, "question": f"{body[0]}.{inner['question']}"} if inner else None
    if operator == "not" and isinstance(body, dict) and set(body) == {"answered"}:
        return _written(body["answered"], "unanswered", "")
    if operator == "answered":
        return _written(body, "answered", "")
    if not isinstance(body, list) or len(body) != 2:
        return None
    left, right = body
    if operator == "in" and isinstance(right, list):
        return _written(left, "in", ", ".join(str(each) for each in right))
    if operator == "in":
        return _written(right, "includes", str(left))
    return _written(left, operator, str(right))


def _written(operand: Any, comparison: str, value: str) -> dict[str, str] | None:
    if not isinstance(operand, dict) or len(operand) != 1:
        return None
    (key,) = operand.values()
    return {"question": str(key), "comparison": comparison, "value": value}


def _rows(raw: Any) -> list[Raw]:
    """Return the values of a stored list block."""
    return [each["value"] if isinstance(each, dict) and "value" in each else each for each in raw or []]
