"""The message to the records system: valid whatever the citizen wrote, and nothing of it lost."""

import csv
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from integrations.records.fields import clean
from integrations.records.message import (
    Action,
    Address,
    Answer,
    Item,
    Offence,
    Person,
    Place,
    ReportingPerson,
    Step,
)
from integrations.records.niem import NAMESPACES, NIEM, to_json, to_xml
from integrations.records.validation import validate_json, validate_xml
from tests.environment import examples
from tests.integrations.reports import SENT, a_report

SAMPLES = NIEM / "samples"
INDEX = (SAMPLES / "invalid" / "index.csv").read_text(encoding="utf-8")
INVALID = [row["file"] for row in csv.DictReader(INDEX.splitlines())]
# Any text at all, with what XML, JSON and UTF-8 cannot hold.
anything = st.text(st.characters() | st.characters(categories=["Cs", "Cc"]), max_size=40)


@pytest.fixture(scope="module", autouse=True)
def _schemas_are_compiled():
    validate_xml(to_xml(a_report()))


def texts(record, path):
    found = etree.fromstring(to_xml(record)).iterfind(f".//{path}", NAMESPACES)
    return [element.text for element in found]


@pytest.mark.parametrize("name", ["sample-bicycle-theft", "sample-acknowledgement"])
def test_the_samples_are_valid(name):
    assert validate_xml((SAMPLES / "valid" / f"{name}.xml").read_bytes()) == []
    assert validate_json((SAMPLES / "valid" / f"{name}.json").read_bytes()) == []


@pytest.mark.parametrize("name", INVALID)
def test_the_broken_samples_are_refused(name):
    assert validate_xml((SAMPLES / "invalid" / name).read_bytes())


def test_there_are_fourteen_broken_samples():
    assert len(INVALID) == 14


@pytest.mark.parametrize("message", [b"", b"<a", b"\x00", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_what_is_no_xml_is_a_problem_and_no_crash(message):
    assert validate_xml(message)


@pytest.mark.parametrize("message", [b"", b"{", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_a_problem_and_no_crash(message):
    assert validate_json(message)


def test_a_report_makes_a_valid_message_in_both_forms():
    assert validate_xml(to_xml(a_report())) == []
    assert validate_json(to_json(a_report())) == []


def test_the_same_report_makes_the_same_bytes():
    assert to_xml(a_report()) == to_xml(a_report())
    assert to_json(a_report()) == to_json(a_report())


def test_both_forms_say_the_same():
    told = json.loads(to_json(a_report()))["ocr:OnlineCitizenReport"]["nc:Incident"]["j:IncidentStolenItem"][
        0
    ]
    assert told["nc:ItemSerialIdentification"]["nc:IdentificationID"] == "WTU123"
    assert texts(a_report(), "j:IncidentStolenItem/nc:ItemSerialIdentification/nc:IdentificationID") == [
        "WTU123"
    ]


@settings(max_examples=examples(15), deadline=None)
@given(anything, anything, anything)
def test_any_text_makes_a_valid_message_that_holds_it(story, label, serial):
    record = a_report(
        story=story,
        answers=(Answer(label, story),),
        items=(Item(description=label, serial_number=serial, make=story, colour=serial, status="stolen"),),
        place=Place(Address(label, serial, story, label, serial), story, label, serial),
    )
    assert validate_xml(to_xml(record)) == []
    assert validate_json(to_json(record)) == []
    narratives = texts(record, "nc:IncidentReportedNarrative/nc:DocumentText")
    assert f"{clean(label)}: {clean(story)}" in narratives


def test_a_character_that_xml_forbids_is_written_out():
    assert texts(a_report(story="a\x00b\ud800"), "nc:DocumentText")[0] == "a[U+0000]b[U+D800]"


def test_a_long_description_is_shortened_in_its_field_and_whole_in_a_narrative():
    record = a_report(items=(Item(description="long " * 1000, status="stolen"),))
    assert texts(record, "nc:ItemDescriptionText")[0].endswith("…")
    assert f"Item 1 description: {'long ' * 1000}" in texts(record, "nc:DocumentText")


def test_a_serial_number_is_never_shortened_but_left_to_the_narrative():
    record = a_report(items=(Item(serial_number="9" * 500, status="stolen"),), vehicles=())
    assert texts(record, "nc:ItemSerialIdentification") == []
    assert f"Item 1 serial number: {'9' * 500}" in texts(record, "nc:DocumentText")


def test_a_very_long_story_goes_in_parts():
    parts = texts(a_report(story="ab " * 20_000), "nc:DocumentText")
    assert "".join(parts).startswith("ab " * 20_000)


def test_an_anonymous_person_is_a_role_and_nothing_else():
    anonymous = ReportingPerson(Person("Camille", email="camille@example.org"), "WITNESS", anonymous=True)
    record = a_report(reporting_person=anonymous)
    assert validate_xml(to_xml(record)) == []
    assert b"Camille" not in to_xml(record)
    assert b"camille@" not in to_json(record)


def test_lost_property_is_an_involved_item_with_a_status_in_words():
    path = "j:IncidentInvolvedItem/nc:ItemStatus/nc:StatusText"
    assert texts(a_report(items=(Item("keys", status="lost"),)), path) == ["LOST"]


def test_an_item_kind_that_no_table_knows_is_other_and_keeps_its_name():
    record = a_report(items=(Item("hovercraft", "Hovercraft", status="stolen"),))
    assert texts(record, "j:ItemCategoryNIBRSPropertyCategoryCode") == ["OTHER"]
    assert texts(record, "j:IncidentStolenItem/nc:ItemCategoryText") == ["Hovercraft"]


def test_an_offence_goes_with_its_canadian_code_and_its_nibrs_word():
    assert texts(a_report(), "ocr:OffenseCanadaUCRViolationCode") == ["2140"]
    assert texts(a_report(), "j:OffenseUCRCode") == ["LARCENY"]


def test_a_code_that_is_not_four_digits_is_kept_beside_the_name():
    record = a_report(offences=(Offence("930", "Hit and run"),))
    assert validate_xml(to_xml(record)) == []
    assert texts(record, "j:OffenseName") == ["930 Hit and run"]


def test_states_and_roles_without_a_word_take_the_nearest():
    steps = (Step(SENT, "information_requested", "clerk"), Step(SENT, "withdrawn", "citizen"))
    record = a_report(steps=steps, action=Action.CANCEL)
    assert validate_xml(to_xml(record)) == []
    assert texts(record, "ocr:ToWorkflowStateCode") == ["RETURNED"]
    assert texts(record, "ocr:ActorRoleCode") == ["SUPERVISOR"]


def test_a_supplement_names_the_file_it_adds_to():
    record = a_report(action=Action.SUPPLEMENT, supplements="W25-000777")
    assert texts(record, "nc:ActivityIdentification/nc:IdentificationID") == ["W25-000777"]


def test_an_amount_has_two_decimals():
    assert texts(a_report(items=(Item(value=Decimal("12.5"), status="stolen"),)), "nc:Amount") == ["12.50"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+40", "1E+1", "0.0000001", "-0"])
def test_no_number_makes_the_message_unbuildable(number):
    value = Decimal(number)
    record = a_report(
        items=(Item(value=value, status="stolen"),), place=Place(latitude=value, longitude=value)
    )
    assert validate_xml(to_xml(record)) == []
    assert validate_json(to_json(record)) == []
