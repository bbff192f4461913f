"""A report type that asks for an answer of every kind, and what is typed into it."""

from typing import Any

from tests.definitions import both, question, step, theft
from tests.workflows.definition.every_kind import BY_KIND, NO_NOT_SURE
from workflows.definition import initial_for

Json = dict[str, Any]
NOT_SURE = {"not_sure": True}
# Proving an address takes a mail and a code: it is asked, and tried on its own.
OPTIONAL = {"file", "verified_email"}
KINDS = [kind for kind in BY_KIND if kind != "time_span"] + ["time_span"]
UNSURE = [kind for kind in KINDS if kind not in NO_NOT_SURE]
# What a form can send that is wrong; a form has no way to send another type of JSON.
WRONG: Json = {
    "short_text": "x" * 201,
    "long_text": "x" * 10_001,
    "statement": "x" * 20_001,
    "one_of": "mauve",
    "some_of": ["mauve"],
    "yes_no": "maybe",
    "how_known": "guessed",
    "email": "nobody",
    "verified_email": "nobody",
    "phone": "12",
    "number": "ten",
    "money": "ten",
    "date": "someday",
    "time_span": {"precision": "exact", "from": "someday"},
    "address": {"street": "510 Main Street", "postal_code": "90210"},
    "location": {"street": "510 Main Street", "postal_code": "90210"},
    "person": {**BY_KIND["person"].normal, "email": "nobody"},
    "business": {**BY_KIND["business"].normal, "postal_code": "90210"},
    "vehicle": {**BY_KIND["vehicle"].normal, "year": "old"},
    "serial_number": "x" * 61,
    "card_ending": {**BY_KIND["card_ending"].normal, "last_four": "12"},
    "suspect": {"name": "x" * 3000},
    "witness": {"phone": "12"},
    "signature": "x" * 201,
}


def key(kind: str) -> str:
    """The key of the question of a kind."""
    return f"a_{kind}"


def asked(kind: str) -> Json:
    """The question of a kind."""
    rest = {
        "required": kind not in OPTIONAL,
        "not_sure": kind in UNSURE or kind == "yes_no",
        **BY_KIND[kind].rest,
    }
    return question(key(kind), kind, **rest)


def form() -> Json:
    """Every kind on one step, and a sum over rows on the next."""
    rows = {
        "item": "group",
        "key": "items",
        "label": both("Items", "Objets"),
        "help": None,
        "row_label": both("Item", "Objet"),
        "min": 1,
        "max": 5,
        "show_if": None,
        "questions": [question("description", "short_text"), question("value", "money", not_sure=True)],
    }
    total = question("total", "computed", required=False, limits={"group": "items", "sum": "value"})
    return theft(steps=[step("all", *(asked(kind) for kind in KINDS)), step("rows", rows, total)])


def normal(**more: Any) -> Json:
    """A valid answer of every kind that a client sends as JSON, but for files and proofs."""
    return {key(kind): BY_KIND[kind].normal for kind in KINDS if kind not in OPTIONAL} | more


def typed(answers: Json) -> dict[str, Any]:
    """The fields of the form that hold answers, by key."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        if key(kind) in answers:
            found |= initial_for(asked(kind), answers[key(kind)])
    return {name: text for name, text in found.items() if text}
