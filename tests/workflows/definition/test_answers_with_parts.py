"""People, businesses and vehicles: which parts are asked, which must be there, how each is written."""

import pytest

from tests.workflows.definition.sample import ask, question
from tests.workflows.definition.test_assess_a_whole_report import TODAY
from workflows.definition import answers_schema, assess, check_patch, fields_of_step


def wrong(kind, value, **rest):
    body = ask(question("it", kind, **rest))
    return [(each.path, each.code) for each in assess(body, {"it": value}, "en", today=TODAY).problems]


def test_a_person_has_both_names_when_they_must_be_told():
    assert wrong("person", {"email": "c@example.ca"}) == [
        ("/it/first_name", "required"),
        ("/it/last_name", "required"),
    ]
    assert wrong("person", {"email": "c@example.ca"}, required=False) == []


def test_what_is_missing_is_told_together_with_what_is_wrong():
    assert wrong("person", {"first_name": "Camille", "phone": "12"}) == [
        ("/it/last_name", "required"),
        ("/it/phone", "phone"),
    ]
    assert wrong("address", {"city": "Winnipeg", "postal_code": "X"}) == [
        ("/it/street", "required"),
        ("/it/postal_code", "postal_code"),
    ]


def test_the_type_says_which_parts_are_asked_and_needed():
    limits = {"parts": ["phone", "email"], "required_parts": ["phone"]}
    assert wrong("person", {"email": "c@example.ca"}, limits=limits, required=False) == [
        ("/it/phone", "required")
    ]
    assert wrong("person", {"phone": "204-555-0142"}, limits=limits) == []
    assert wrong("person", {"first_name": "Camille"}, limits=limits) == [("/it", "type")]
    body = ask(question("it", "person", limits=limits))
    assert [part.part for part in fields_of_step(body, "only", {}, "en")[0].parts] == ["email", "phone"]
    schema = answers_schema(body, "en")["properties"]["it"]
    assert (list(schema["properties"]), schema["required"]) == (["email", "phone"], ["phone"])


def test_what_is_missing_is_said_by_its_parts():
    def sentence(kind, **rest):
        return assess(ask(question("it", kind, "You", **rest)), {}, "en", today=TODAY).problems[0].message

    assert sentence("person") == "Fill in “You” (First name, Last name)."
    assert sentence("business", not_sure=True) == "Fill in “You” (Name of the business), or choose Not sure."
    assert sentence("vehicle") == "Fill in at least one part of “You”."


def test_every_fault_is_named_at_its_part_and_in_its_words():
    body = ask(question("it", "person", "The owner"))
    given = {
        "first_name": "C",
        "last_name": "D",
        "email": "x",
        "birth_date": "02/11/1990",
        "voicemail": "perhaps",
    }
    problems = check_patch(body, {"it": given}, "en")[1]
    assert [(each.path, each.code) for each in problems] == [
        ("/it/birth_date", "ambiguous_date"),
        ("/it/email", "email"),
        ("/it/voicemail", "choice"),
    ]
    assert problems[1].message == "Enter “E-mail (The owner)” in the form name@example.ca."


def test_nobody_is_born_tomorrow():
    person = {"first_name": "C", "last_name": "D", "birth_date": "2026-11-22"}
    assert wrong("person", person) == [("/it/birth_date", "too_late")]


@pytest.mark.parametrize(
    ("part", "written", "normal"),
    [
        ("plate", "abc-123", "ABC123"),
        ("plate", "the blue one", "the blue one"),
        ("province", "Manitoba", "MB"),
        ("province", "minnesota", "MN"),
        ("province", "other", "other"),
        ("vin", "1m8gd m9axkp042788", "1M8GDM9AXKP042788"),
        ("vin", "on the papers", "on the papers"),
        ("year", "2015", 2015),
    ],
)
def test_a_vehicle_is_written_as_on_its_papers(part, written, normal):
    body = ask(question("it", "vehicle"))
    assert check_patch(body, {"it": {part: written}}, "en") == ({"it": {part: normal}}, [])


def test_a_province_by_its_french_name():
    body = ask(question("it", "vehicle"))
    assert check_patch(body, {"it": {"province": "Californie"}}, "fr")[0] == {"it": {"province": "CA"}}
    assert wrong("vehicle", {"province": "Atlantis"}) == [("/it/province", "province")]
