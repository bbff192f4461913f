"""For every kind: what people write and its normal form, what is refused with which code, and how it reads."""

from typing import Any, NamedTuple

from tests.workflows.definition.sample import choices

PERSON = {
    "first_name": "Camille",
    "last_name": "Desrosiers",
    "birth_date": "1990-05-17",
    "pronouns": "elle",
    "email": "camille@example.ca",
    "phone": "+12045550142",
    "contact_by": "email",
    "contact_hours": "After 6 p.m.",
    "voicemail": "no",
}
BUSINESS = {"name": "Main Street Cycles", "phone": "+12045550142", "province": "MB", "postal_code": "R3B 1B9"}
VEHICLE = {
    "plate": "ABC123",
    "province": "MB",
    "vin": "1M8GDM9AXKP042788",
    "make": "Toyota",
    "model": "Corolla",
    "year": 2015,
    "colour": "Blue",
}
CARD = {"type": "debit_card", "institution": "Prairie Credit Union", "last_four": "1234"}
SUSPECT = {"name": "Sam", "age": "About 30", "clothing": "Red cap\nBlue coat"}
WITNESS = {"first_name": "Pat", "phone": "+12045550199", "saw": "A grey van"}


class Case(NamedTuple):
    """One kind with what is needed to try it."""

    kind: str
    written: Any
    normal: Any
    refused: Any
    code: str
    english: str
    french: str
    rest: dict[str, Any] = {}


SPAN = {"precision": "exact", "from": "2026-11-02T13:30", "zone": "America/Winnipeg"}
PLACE = {"street": "510 Main Street", "city": "Winnipeg"}

CASES = [
    Case("short_text", " Trek ", "Trek", 1, "type", "Trek", "Trek"),
    Case("long_text", "One\r\ntwo", "One\ntwo", "x" * 10_001, "too_long", "One\ntwo", "One\ntwo"),
    Case(
        "statement", "It was dark.", "It was dark.", "x" * 20_001, "too_long", "It was dark.", "It was dark."
    ),
    Case("one_of", "red", "red", "mauve", "choice", "Red", "Red (fr)", {"choices": choices("red")}),
    Case("some_of", ["red"], ["red"], ["mauve"], "choice", "Red", "Red (fr)", {"choices": choices("red")}),
    Case("yes_no", "yes", "yes", "maybe", "choice", "Yes", "Oui"),
    Case("how_known", "saw_it", "saw_it", "guessed", "choice", "I saw or heard it myself", ""),
    Case("email", "C@Example.CA", "C@example.ca", "x", "email", "C@example.ca", "C@example.ca"),
    Case("verified_email", "C@Example.CA", "C@example.ca", "x", "email", "C@example.ca", "C@example.ca"),
    Case("phone", "204 555 0142", "+12045550142", "12", "phone", "204-555-0142", "204-555-0142"),
    Case("number", "1 200,5", 1200.5, "ten", "number", "1200.5", "1200,5"),
    Case("money", "$1,200.5", "1200.50", "ten", "money", "$1,200.50", "1\u202f200,50\u00a0$"),
    Case("date", "2 nov 2026", "2026-11-02", "someday", "date", "November 2, 2026", "2 novembre 2026"),
    Case(
        "time_span",
        SPAN,
        SPAN,
        {"from": "2026-11-02T13:30"},
        "precision",
        "November 2, 2026 at 1:30 p.m.",
        "",
    ),
    Case("address", PLACE, PLACE, {"planet": "Mars"}, "type", "510 Main Street\nWinnipeg", ""),
    Case("location", PLACE, PLACE, {"planet": "Mars"}, "type", "510 Main Street\nWinnipeg", ""),
    Case("file", ["a"], ["a"], "a", "type", "a", "a"),
    Case(
        "person",
        {**PERSON, "birth_date": "17 mai 1990", "phone": "(204) 555-0142"},
        PERSON,
        {**PERSON, "email": "x"},
        "email",
        "Camille Desrosiers\nDate of birth: May 17, 1990\nPronouns: elle\nE-mail: camille@example.ca\n"
        "Phone: 204-555-0142\nSafest way to make contact: E-mail\nWhen it is safe to call or write: After 6 p.m.\n"
        "May we leave a voice message? No",
        "",
    ),
    Case(
        "business",
        {**BUSINESS, "province": "manitoba", "postal_code": "r3b1b9"},
        BUSINESS,
        {**BUSINESS, "postal_code": "90210"},
        "postal_code",
        "Main Street Cycles\nPhone: 204-555-0142\nProvince: Manitoba\nPostal code: R3B 1B9",
        "",
    ),
    Case(
        "vehicle",
        {**VEHICLE, "plate": "abc 123", "vin": "1m8gdm9a-xkp042788", "year": "2015"},
        VEHICLE,
        {**VEHICLE, "year": "old"},
        "number",
        "Toyota Corolla 2015, Blue\nLicence plate: ABC123\nProvince or state of the plate: Manitoba\n"
        "Vehicle identification number (VIN): 1M8GDM9AXKP042788",
        "",
    ),
    Case("serial_number", " WTU 123 ", "WTU 123", "x" * 61, "too_long", "WTU 123", "WTU 123"),
    Case(
        "card_ending",
        {**CARD, "last_four": "**** 1234"},
        CARD,
        {**CARD, "last_four": "12"},
        "last_four",
        "Prairie Credit Union Debit card\nLast four digits: 1234",
        "",
    ),
    Case(
        "suspect",
        SUSPECT,
        SUSPECT,
        {**SUSPECT, "shoe": "9"},
        "type",
        "Sam\nAge: About 30\nClothing: Red cap\nBlue coat",
        "",
    ),
    Case(
        "witness",
        {**WITNESS, "phone": "204-555-0199"},
        WITNESS,
        {"phone": "12"},
        "phone",
        "Pat\nPhone: 204-555-0199\nWhat they saw or heard: A grey van",
        "",
    ),
    Case("consent", True, True, "yes", "type", "Yes, I agree", ""),
    Case(
        "signature",
        " Camille Desrosiers ",
        "Camille Desrosiers",
        7,
        "type",
        "Camille Desrosiers",
        "Camille Desrosiers",
    ),
]
BY_KIND = {case.kind: case for case in CASES}
NO_NOT_SURE = {"consent", "signature", "computed", "file", "yes_no"}
