"""A small report type that most tests use, as a definition."""

from typing import Any


def both(english: str, french: str = "") -> dict[str, str]:
    """A text in both languages."""
    return {"en": english, "fr": french or f"{english} (fr)"}


def question(key: str, kind: str, *, required: bool = True, **more: Any) -> dict[str, Any]:
    """A question with a plain label."""
    label = key.replace("_", " ").capitalize()
    return {
        "item": "question",
        "key": key,
        "kind": kind,
        "label": both(label),
        "help": None,
        "example": None,
        "required": required,
        "not_sure": False,
        "show_if": None,
        "limits": {},
        "choices": [],
        "messages": {},
        **more,
    }


def step(key: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A step with its items."""
    return {
        "key": key,
        "title": both(key.capitalize()),
        "intro": None,
        "show_if": None,
        "items": list(items),
        **more,
    }


def choices(*tokens: str) -> list[dict[str, Any]]:
    """Choices with plain labels."""
    return [{"token": token, "label": both(token.capitalize()), "hint": None} for token in tokens]


def theft(**more: Any) -> dict[str, Any]:
    """A theft in four short steps: place and time, items, story, person."""
    emergency = {
        "item": "stopper",
        "key": "emergency",
        "reason": "emergency",
        "if": {"eq": [{"var": "in_danger"}, "yes"]},
        "title": both("Call 911 now", "Composez le 911 maintenant"),
        "text": both("You need help at once.", "Il vous faut de l’aide tout de suite."),
        "link": {"label": both("Call 911", "Composer le 911"), "url": "tel:911"},
    }
    items = {
        "item": "group",
        "key": "items",
        "label": both("Stolen items", "Objets volés"),
        "help": None,
        "row_label": both("Item", "Objet"),
        "min": 1,
        "max": 20,
        "show_if": None,
        "questions": [
            question("kind", "one_of", choices=choices("bicycle", "phone", "other")),
            question("description", "short_text"),
            question("serial_number", "short_text", required=False, not_sure=True),
            question("value", "money", required=False, not_sure=True),
        ],
    }
    return {
        "schema_version": 2,
        "key": "theft",
        "languages": ["en", "fr"],
        "title": both("Theft", "Vol"),
        "summary": both("Something of yours was stolen.", "On vous a volé quelque chose."),
        "start": {
            "who_for": both("Anyone whose property was stolen in the city."),
            "excluded": both("Stolen vehicles"),
            "needed": both("Serial numbers, if you have them"),
            "minutes": 8,
            "next": both("An officer reviews your report."),
        },
        "privacy": {
            "purpose": both("To review your report."),
            "authority": both("FIPPA, section 36(1)(b)", "LAIPVP, alinéa 36(1)b)"),
            "officer": both("Access and privacy officer", "Responsable de l’accès et de la vie privée"),
            "address": both("245 Smith Street"),
            "phone": "204-555-0100",
        },
        "declaration": both("What I wrote is true.", "Ce que j’ai écrit est vrai."),
        "steps": [
            step("safety", question("in_danger", "yes_no"), emergency),
            step("place", question("incident_time", "time_span"), question("incident_place", "address")),
            step("items", items, question("photos", "file", required=False)),
            step("story", question("story", "long_text")),
            step(
                "you",
                question("first_name", "short_text"),
                question("last_name", "short_text"),
                question("email", "email", required=False),
            ),
        ],
        "eligibility": [],
        "advice": [],
        "resume": "code_and_link",
        "offence_map": [{"if": None, "offence": "2140"}],
        "transfer": {"item_status": "STOLEN", "nibrs_offence": "LARCENY"},
        **more,
    }


ANSWERS: dict[str, Any] = {
    "in_danger": "no",
    "incident_time": {"precision": "about", "from": "2026-11-02T13:30", "zone": "America/Winnipeg"},
    "incident_place": {
        "street": "510 Main Street",
        "city": "Winnipeg",
        "province": "MB",
        "postal_code": "R3B 1B9",
    },
    "items": [
        {
            "kind": "bicycle",
            "description": "Green city bicycle",
            "serial_number": "WTU123K4567",
            "value": "850.00",
        },
        {"kind": "phone", "description": "Black phone", "serial_number": {"not_sure": True}},
    ],
    "story": "The lock was cut while I was at work. Le cadenas a été coupé.",
    "first_name": "Camille",
    "last_name": "Desrosiers",
    "email": "camille@example.org",
}
