"""A theft report with one question of each kind, and the short hand to write definitions in tests."""

from typing import Any


def text(english: str, french: str = "") -> dict[str, str]:
    return {"en": english, "fr": french or f"{english} (fr)"}


def question(key: str, kind: str, label: str = "", **rest: Any) -> dict[str, Any]:
    plain = {
        "help": None,
        "example": None,
        "required": True,
        "not_sure": False,
        "show_if": None,
        "limits": {},
    }
    name = text(label or key.replace("_", " ").capitalize())
    return {"item": "question", "key": key, "kind": kind, "label": name, "messages": {}, **plain, **rest}


def group(key: str, *questions: dict[str, Any], **rest: Any) -> dict[str, Any]:
    plain = {"help": None, "row_label": text("Item", "Objet"), "min": 1, "max": 5, "show_if": None}
    return {
        "item": "group",
        "key": key,
        "label": text("Items", "Objets"),
        **plain,
        "questions": list(questions),
        **rest,
    }


def stopper(key: str, condition: Any, **rest: Any) -> dict[str, Any]:
    plain = {"reason": key, "title": text("Call 911"), "text": text("An officer comes to you."), "link": None}
    return {"item": "stopper", "key": key, "if": condition, **plain, **rest}


def choices(*tokens: str) -> list[dict[str, Any]]:
    return [{"token": token, "label": text(token.capitalize()), "hint": None} for token in tokens]


def step(key: str, *items: dict[str, Any], show_if: Any = None) -> dict[str, Any]:
    return {
        "key": key,
        "title": text(key.capitalize()),
        "intro": None,
        "show_if": show_if,
        "items": list(items),
    }


def form(*steps: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "key": "theft",
        "languages": ["en", "fr"],
        "title": text("Theft", "Vol"),
        "steps": list(steps),
    }


def ask(*items: dict[str, Any]) -> dict[str, Any]:
    """A definition of one step."""
    return form(step("only", *items))


def equals(key: str, value: Any, place: str = "var") -> dict[str, Any]:
    return {"eq": [{place: key}, value]}


THEFT = form(
    step(
        "safety",
        question("in_danger", "yes_no", "Is anyone in danger now?"),
        stopper("emergency", equals("in_danger", "yes")),
        question("in_city", "yes_no", "Did it happen in Winnipeg?", not_sure=True),
        stopper("outside_area", {"ne": [{"var": "in_city"}, "yes"]}),
        question("place_kind", "one_of", choices=choices("street", "home", "airport"), not_sure=True),
        stopper("other_body", {"in": [{"var": "place_kind"}, ["airport"]]}),
    ),
    step(
        "when",
        question("incident_time", "time_span", limits={"past": True}),
        question("incident_place", "address", show_if={"not": equals("place_kind", "home")}),
        {"item": "guidance", "text": text("Tell us what was taken."), "show_if": None},
    ),
    step(
        "items",
        group(
            "items",
            question("kind", "one_of", choices=choices("bike", "phone", "other")),
            question(
                "make", "short_text", show_if={"in": [{"row": "kind"}, ["bike", "phone"]]}, not_sure=True
            ),
            question("value", "money", not_sure=True, limits={"max": 50000}),
            question(
                "witness",
                "short_text",
                show_if={"all": [equals("seen", "yes"), equals("kind", "bike", "row")]},
            ),
            question(
                "serial_number",
                "short_text",
                required=False,
                not_sure=True,
                example=text("WTU-1234"),
                limits={"pattern": "[A-Z0-9-]{4,20}", "pattern_examples": ["WTU-1234"]},
            ),
        ),
        question("count", "number", limits={"min": 1, "max": 50, "integer": True}),
        stopper("too_many", {"gt": [{"var": "count"}, 40]}),
        question("colours", "some_of", choices=choices("red", "blue", "green"), limits={"max": 2}),
        question("photos", "file", required=False),
    ),
    step(
        "seen",
        question("seen", "yes_no"),
        question("suspect_description", "long_text", show_if=equals("seen", "yes"), limits={"min_length": 3}),
        question(
            "in_red", "yes_no", show_if={"all": [equals("seen", "yes"), {"in": ["red", {"var": "colours"}]}]}
        ),
        question("bike_lock", "yes_no", show_if={"some": ["items", equals("kind", "bike", "row")]}),
    ),
    step("story", question("story", "long_text"), question("speed", "number", required=False)),
    step(
        "you",
        question("first_name", "short_text"),
        question("birth_date", "date", limits={"max": "today"}),
        question("phone", "phone", not_sure=True),
        question("email", "email", required=False),
        question("address", "address", required=False),
        show_if={"not": {"answered": {"var": "nothing"}}},
    ),
)
ANSWERS = {
    "in_danger": "no",
    "in_city": "yes",
    "place_kind": "street",
    "incident_time": {"precision": "about", "from": "2026-11-01T01:30"},
    "incident_place": {
        "street": "510 Main Street",
        "city": "Winnipeg",
        "province": "MB",
        "postal_code": "R3B 1B9",
    },
    "items": [
        {"_id": "r1", "kind": "bike", "make": "Trek", "value": "1200.50"},
        {"_id": "r2", "kind": "other", "value": "5.00"},
    ],
    "count": 2,
    "colours": ["red"],
    "seen": "no",
    "bike_lock": "yes",
    "story": "Someone took it.",
    "first_name": "Camille",
    "birth_date": "1990-05-17",
    "phone": "+12045550142",
}
