"""A report with an answer of every kind that has parts, proof or a sum: what it is asked, and what Camille answers."""

from typing import Any

from tests.definitions import both, question, step, theft

ANSWERS: dict[str, Any] = {
    "you": {
        "first_name": "Camille",
        "other_names": "Anne-Sophie",
        "last_name": "Desrosiers",
        "birth_date": "1988-02-29",
        "pronouns": "elle",
        "email": "camille@example.org",
        "phone": "+12045550142",
        "contact_by": "text",
        "contact_hours": "Weekdays after six",
        "voicemail": "no",
    },
    "shop": {
        "name": "Vélos de la Rive",
        "registration_number": "123456789RC0001",
        "contact_name": "Noé Tremblay",
        "phone": "+12045550143",
        "email": "rive@example.org",
        "street": "200 Provencher Boulevard",
        "city": "Winnipeg",
        "province": "MB",
        "postal_code": "R2H 0G3",
    },
    "car": {
        "plate": "ABC123",
        "province": "MB",
        "vin": "1M8GDM9AXKP042788",
        "make": "Toyota",
        "model": "Corolla",
        "year": 2014,
        "colour": "Blue",
    },
    "seen": {
        "name": "Ti-Guy",
        "age": "About 30",
        "height": "About 180 cm",
        "clothing": "Red jacket\nwhite shoes",
    },
    "helper": {"first_name": "Alex", "last_name": "Roy", "phone": "+12045550144", "saw": "A van drove off."},
    "incident_place": {
        "street": "Assiniboine Avenue",
        "note": "By the dock",
        "lat": 49.8951,
        "lon": -97.1384,
    },
    "card": {"type": "debit_card", "institution": "Prairie Credit Union", "last_four": "4821"},
    "device": "490154203237518",
    "sure": "have_recording",
    "agrees": True,
    "signed": "Camille Desrosiers",
    "statement": "The lock was cut at noon.\nLe cadenas a été coupé.",
    "proved": "c.desrosiers@example.org",
    "things": [
        {"what": "Green bicycle", "worth": "850.00"},
        {"what": "Lock", "worth": "40.50"},
    ],
}
# Kinds of which nobody can be unsure.
CERTAIN = {"agrees", "signed", "total", "things"}


def definition(*, not_sure: bool = False) -> dict[str, Any]:
    """The type that asks for all of it."""

    def asked(key: str, kind: str, **more: Any) -> dict[str, Any]:
        unsure = {"not_sure": not_sure and key not in CERTAIN}
        return question(key, kind, **{"required": key in {"you", "agrees"}, **unsure, **more})

    things = {
        "item": "group",
        "key": "things",
        "label": both("Things"),
        "help": None,
        "row_label": both("Thing"),
        "min": 0,
        "max": 5,
        "show_if": None,
        "questions": [question("what", "short_text"), question("worth", "money", required=False)],
    }
    total = {"group": "things", "sum": "worth"}
    return theft(
        steps=[
            step("who", asked("you", "person"), asked("shop", "business"), asked("proved", "verified_email")),
            step("where", asked("incident_place", "location"), asked("car", "vehicle")),
            step("others", asked("seen", "suspect"), asked("helper", "witness"), asked("sure", "how_known")),
            step(
                "things", things, asked("total", "computed", limits=total), asked("device", "serial_number")
            ),
            step(
                "end",
                asked("card", "card_ending"),
                asked("statement", "statement"),
                asked("agrees", "consent"),
            ),
            step("sign", asked("signed", "signature")),
        ]
    )


def unsure() -> dict[str, Any]:
    """Answers of somebody who is not sure of anything but their name."""
    nothing = {key: {"not_sure": True} for key in ANSWERS if key not in CERTAIN}
    return {**nothing, "you": ANSWERS["you"], "agrees": True}
