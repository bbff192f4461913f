"""The JSON Schema of definitions: what a client may expect of a version, and what an import has to be."""

from typing import Any

from django.conf import settings

from workflows import definition
from workflows.definition.upgrades import SCHEMA_VERSION

KEY = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"}
# A sentence of the editor's own is for a fault, or for the fault of one part of an answer: `phone.required`.
FAULT = {"type": "string", "pattern": r"^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39})?$"}
NAME = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 40}
DAY = {"type": ["string", "null"], "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
REASONS = ["emergency", "in_progress", "outside_area", "other_body", "not_eligible"]
RESUME = ["code_and_link", "code", "file"]
MOST_STEPS, MOST_ITEMS, MOST_ROWS, MOST_RULES, LONGEST = 60, 100, 50, 100, 10_000

Schema = dict[str, Any]


def definition_schema() -> Schema:
    """Return the schema of the present schema version, as 2020-12, with every kind of question there is."""
    parts: dict[str, Schema] = {
        "schema_version": {"const": SCHEMA_VERSION},
        "key": NAME,
        "languages": {"type": "array", "items": {"enum": _languages()}, "minItems": 1, "uniqueItems": True},
        "title": _ref("text"),
        "summary": _ref("text"),
        "start": _object(
            {
                "minutes": {"type": "integer", "minimum": 0, "maximum": 600},
                **{name: _ref("text") for name in ("who_for", "excluded", "needed", "next")},
            }
        ),
        "privacy": {"type": "object"},
        "declaration": _ref("text"),
        "steps": _list(_ref("step"), MOST_STEPS),
        "eligibility": _list(_ref("eligibility"), MOST_RULES),
        "advice": _list(_ref("advice"), MOST_RULES),
        "resume": {"enum": RESUME},
        "offence_map": _list(_ref("offence"), MOST_RULES),
        "transfer": {"type": "object"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:constat:definition:2",
        "title": "Definition of a report type",
        "description": "What a version of a report type is. docs/definition.md says what each part means.",
        **_object(parts, optional=("privacy", "transfer")),
        "$defs": _definitions(),
    }


def _definitions() -> dict[str, Schema]:
    texts = {code: {"type": "string", "maxLength": LONGEST} for code in _languages()}
    return {
        "text": _object(texts),
        "optional_text": {"anyOf": [_ref("text"), {"type": "null"}]},
        "condition": _condition(),
        "operand": _operand(),
        "step": _object(
            {
                "key": NAME,
                "title": _ref("text"),
                "intro": _ref("optional_text"),
                "show_if": _ref("condition"),
                "items": _list(_ref("item"), MOST_ITEMS),
            },
            optional=("intro", "show_if"),
        ),
        "item": _item(),
        "question": _question(),
        "choice": _object(
            {
                "token": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,29}$"},
                "label": _ref("text"),
                "hint": _ref("optional_text"),
            },
            optional=("hint",),
        ),
        "group": _group(),
        "guidance": _object(
            {"item": {"const": "guidance"}, "text": _ref("text"), "show_if": _ref("condition")},
            optional=("show_if",),
        ),
        "stopper": _object(
            {"item": {"const": "stopper"}, "reason": {"enum": REASONS}, **_ending()}, optional=("link",)
        ),
        "link": {
            "anyOf": [
                _object(
                    {
                        "label": _ref("text"),
                        "url": {"type": "string", "pattern": r"^(https://|tel:|mailto:|/)\S+$"},
                    }
                ),
                {"type": "null"},
            ]
        },
        "eligibility": _object({"from": DAY, "until": DAY, **_ending()}, optional=("from", "until", "link")),
        "advice": _object({"key": KEY, "if": _ref("condition"), "question": KEY, "text": _ref("text")}),
        "offence": _object({"if": _ref("condition"), "offence": {"type": "string", "maxLength": 10}}),
    }


def _item() -> Schema:
    """One of four; which one, `item` says, so that a fault is told of that one only."""
    names = ["question", "group", "guidance", "stopper"]
    return {
        "type": "object",
        "properties": {"item": {"enum": names}},
        "required": ["item"],
        "allOf": [
            {"if": {"properties": {"item": {"const": name}}, "required": ["item"]}, "then": _ref(name)}
            for name in names
        ],
    }


def _question() -> Schema:
    return _object(
        {
            "item": {"const": "question"},
            "key": KEY,
            "kind": {"enum": list(definition.kind_names())},
            "label": _ref("text"),
            "help": _ref("optional_text"),
            "example": _ref("optional_text"),
            "required": {"type": "boolean"},
            "not_sure": {"type": "boolean"},
            "show_if": _ref("condition"),
            "limits": {"type": "object", "propertyNames": KEY},
            "choices": _list(_ref("choice"), MOST_ITEMS),
            "messages": {"type": "object", "propertyNames": FAULT, "additionalProperties": _ref("text")},
            "prefill": {"const": True},
        },
        optional=(
            "item",
            "help",
            "example",
            "required",
            "not_sure",
            "show_if",
            "limits",
            "choices",
            "messages",
            "prefill",
        ),
    )


def _group() -> Schema:
    count = {"type": "integer", "minimum": 0, "maximum": MOST_ROWS}
    return _object(
        {
            "item": {"const": "group"},
            "key": KEY,
            "label": _ref("text"),
            "help": _ref("optional_text"),
            "row_label": _ref("text"),
            "min": count,
            "max": {**count, "minimum": 1},
            "show_if": _ref("condition"),
            "questions": _list(_ref("question"), MOST_ITEMS),
        },
        optional=("help", "show_if"),
    )


def _ending() -> dict[str, Schema]:
    return {
        "key": KEY,
        "if": _ref("condition"),
        "title": _ref("text"),
        "text": _ref("text"),
        "link": _ref("link"),
    }


def _condition() -> Schema:
    """Null, or one operator with what it works on."""
    many = {"type": "array", "items": _ref("condition"), "maxItems": 200}
    pair = {"type": "array", "items": _ref("operand"), "minItems": 2, "maxItems": 2}
    literals = {"type": "array", "items": {"type": ["string", "number", "boolean"]}}
    either = {"anyOf": [_ref("operand"), literals]}
    operators = {
        "all": many,
        "any": many,
        "not": _ref("condition"),
        "answered": _ref("operand"),
        "some": {"type": "array", "prefixItems": [KEY, _ref("condition")], "minItems": 2, "maxItems": 2},
        "in": {"type": "array", "prefixItems": [_ref("operand"), either], "minItems": 2, "maxItems": 2},
        **dict.fromkeys(("eq", "ne", "lt", "le", "gt", "ge"), pair),
    }
    return {
        "type": ["object", "null"],
        "properties": operators,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _operand() -> Schema:
    named = {"type": "string", "maxLength": 80}
    return {
        "anyOf": [
            {"type": ["string", "number", "boolean"]},
            _object({"var": named}),
            _object({"row": named}),
        ]
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: Schema, most: int) -> Schema:
    return {"type": "array", "items": items, "maxItems": most}


def _object(properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]
