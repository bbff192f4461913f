"""Answers with parts come out whole wherever a report is read: copy, desk, table, search, package, letters."""

import csv
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from integrations.records.niem import NAMESPACES, to_json, to_xml
from integrations.records.tree import report_tree
from integrations.records.validation import validate_json, validate_xml
from pdf.render import typeset
from tests.conftest import publish, sign_in
from tests.environment import examples
from tests.workflows.definition.client import valid_answers
from tests.workflows.every_kind import ANSWERS, definition, unsure
from workflows import letters, proving
from workflows.actions import approve_report, claim_report
from workflows.copies import copy_of
from workflows.definition import answers_schema
from workflows.desk.screen import screen_of
from workflows.drafts import begin_draft, save_answers
from workflows.models import EmailProof, ReportType, Submission
from workflows.search import look_up
from workflows.submitting import submit_report
from workflows.supplements import add_supplement
from workflows.transfer_record import record_of
from workflows.working_days import local_day


def send(answers: dict[str, Any], *, not_sure: bool = False, language: str = "en") -> Submission:
    kept = ReportType.objects.filter(key="theft").first() or publish(definition(not_sure=not_sure))
    draft = begin_draft(kept, language=language)
    draft, problems = save_answers(draft, answers)
    assert problems == []
    if isinstance(answers.get("proved"), str):
        proving.ask_for_code(draft, answers["proved"])
        EmailProof.objects.update(proved_at=draft.created_at)
    return submit_report(draft, declaration=True, key="camille").submission


@pytest.fixture
def report(unit, noor, offence):
    """Camille's report with an answer of every kind, approved by Noor."""
    sent = send(ANSWERS)
    claimed = claim_report(sent, by=noor, seen=sent.version)
    return approve_report(claimed, by=noor, seen=claimed.version, offence=offence)


def parts_of(value: Any) -> list[str]:
    """Every line of text and every number in an answer, as it was given."""
    if isinstance(value, dict):
        return [each for key, part in value.items() if key != "_id" for each in parts_of(part)]
    if isinstance(value, list):
        return [each for part in value for each in parts_of(part)]
    return [] if isinstance(value, bool) else str(value).splitlines()


# Tokens and codes stand in words, phones in groups, times and degrees as people say them.
IN_WORDS = {
    "text": "Text message",
    "no": "No",
    "MB": "Manitoba",
    "debit_card": "Debit card",
    "have_recording": "I have a recording, photo or document of it",
    "+12045550142": "204-555-0142",
    "+12045550143": "204-555-0143",
    "+12045550144": "204-555-0144",
    "1988-02-29": "February 29, 1988",
    "49.8951": "49.89510",
    "-97.1384": "-97.13840",
    "850.00": "$850.00",
    "40.50": "$40.50",
}


def words() -> list[str]:
    return [IN_WORDS.get(each, each) for each in parts_of(ANSWERS)]


@pytest.mark.parametrize("kind", ["official", "unofficial"])
def test_the_copy_has_every_character(report, kind):
    html, _pictures = typeset(f"pdf/{kind}.html", {"copy": copy_of(report, kind)}, language="en")
    text = " ".join("".join(etree.HTML(html).find("body").itertext()).split())
    missing = [each for each in words() if " ".join(each.split()) not in text]
    assert missing == []
    assert "$890.50" in text
    assert "Yes, I agree" in text


def test_the_desk_has_facts_and_every_answer(report):
    screen = screen_of(report, "en", local_day())
    facts = {fact.key: fact.text for fact in screen.facts}
    assert facts["who"] == "Camille Anne-Sophie Desrosiers"
    assert facts["contact"].splitlines()[:2] == ["c.desrosiers@example.org", "204-555-0142"]
    assert "Leave no voice message." in facts["contact"]
    assert "Pin: 49.89510, -97.13840" in facts["incident_place"]
    assert [story.key for story in screen.stories] == ["statement"]
    answers = {answer.key: answer.text for section in screen.sections for answer in section.answers}
    assert "1M8GDM9AXKP042788" in answers["car"]


def test_the_desk_says_which_address_was_not_proved(report):
    contact = {fact.key: fact.text for fact in screen_of(report, "en", local_day()).facts}["contact"]
    assert "Not proved" not in contact
    EmailProof.objects.update(proved_at=None)
    contact = {fact.key: fact.text for fact in screen_of(report, "en", local_day()).facts}["contact"]
    assert "Not proved by a code: c.desrosiers@example.org" in contact


def test_the_table_has_a_column_for_each_part(report, client, ada):
    response = sign_in(client, ada).get("/desk/reports.csv?type=theft&state=approved")
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(content.splitlines(keepends=True))
    assert (row["you.first_name"], row["you.phone"]) == ("Camille", "'+12045550142")
    assert (row["car.vin"], row["car.year"]) == ("1M8GDM9AXKP042788", "2014")
    assert row["incident_place.lat"] == "49.8951"
    assert row["incident_place.neighbourhood"].endswith(", Downtown")
    assert row["seen.clothing"] == "Red jacket\nwhite shoes"
    assert (row["proved"], row["total"], row["agrees"]) == ("c.desrosiers@example.org", "890.50", "true")


def test_not_sure_is_seen_in_the_table(unit, client, ada):
    send(unsure(), not_sure=True)
    response = sign_in(client, ada).get("/desk/reports.csv?type=theft")
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(content.splitlines(keepends=True))
    assert (row["car.plate"], row["car.vin"]) == ("not_sure", "")
    assert row["device"] == '{"not_sure": true}'


@pytest.mark.parametrize(
    "query",
    [
        *["Desrosiers", "ABC123", "1M8GDM9AXKP042788", "provencher", "Tremblay", "downtown"],
        *["abc 123", "204-555-0142", "(204) 555 0143", "2045550144", "+1 204 555-0142", "rive@example.org"],
    ],
)
def test_search_finds_it_by_any_part(report, query):
    assert list(look_up(query).narrow(Submission.objects.all())) == [report]


def test_the_queue_says_which_vehicle_and_where(report):
    assert report.summary == "Toyota Corolla, Blue, ABC123 · Assiniboine Avenue"


def test_letters_go_to_the_address_that_was_proved(report):
    assert letters.address_of(report) == "c.desrosiers@example.org"
    report.answers = {key: each for key, each in report.answers.items() if key != "proved"}
    assert letters.address_of(report) == "camille@example.org"
    report.answers = {key: each for key, each in report.answers.items() if key != "you"}
    assert letters.address_of(report) == "rive@example.org"


def test_a_supplement_says_again_who_and_where(report):
    added = add_supplement(report, text="I found the lock.", key="again").submission
    kept = {"you", "shop", "proved", "incident_place"}
    assert {key: added.answers[key] for key in kept} == {key: report.answers[key] for key in kept}
    assert added.answers["statement"] == "I found the lock."


def message(submission: Submission) -> Any:
    return record_of(submission, key="k:v1", pdf=None, at=submission.submitted_at)


def in_xml(record: Any, path: str) -> list[str]:
    tree = etree.fromstring(to_xml(record))
    return [str(each.text) for each in tree.findall(path, NAMESPACES)]


def test_the_message_has_an_element_for_all_it_has_words_for(report):
    record = message(report)
    for path, found in {
        ".//ocr:ReportingParty//nc:PersonMiddleName": ["Anne-Sophie"],
        ".//ocr:ReportingParty//nc:PersonPronounsText": ["elle"],
        ".//ocr:ReportingParty//nc:ContactEmailID": ["c.desrosiers@example.org"],
        ".//ocr:ReportingParty/ocr:ReportingPartyRoleCode": ["BUSINESS_REPRESENTATIVE"],
        "nc:Organization/nc:OrganizationName": ["Vélos de la Rive"],
        "nc:Organization//nc:AddressPostalCode": ["R2H 0G3"],
        "nc:Organization/nc:OrganizationIdentification/nc:IdentificationID": ["123456789RC0001"],
        ".//nc:VehicleIdentification/nc:IdentificationID": ["1M8GDM9AXKP042788"],
        ".//j:ConveyanceRegistrationPlateIdentification/nc:IdentificationID": ["ABC123"],
        "nc:Vehicle/nc:ItemModelYearDate": ["2014"],
        ".//j:IncidentSubject//nc:PersonFullName": ["Ti-Guy"],
        ".//j:IncidentSubject//nc:PersonAgeDescriptionText": ["About 30"],
        ".//j:IncidentWitness//nc:PersonSurName": ["Roy"],
        ".//j:IncidentWitness/j:WitnessAccountDescriptionText": ["A van drove off."],
        ".//nc:LatitudeDegreeValue": ["49.8951"],
        ".//nc:LongitudeDegreeValue": ["-97.1384"],
    }.items():
        assert in_xml(record, path) == found, path
    assert in_xml(record, ".//nc:LocaleDistrictName") == ["Downtown"]
    assert in_xml(record, ".//nc:LocaleNeighborhoodName") != []


def test_how_to_reach_somebody_safely_goes_along(report):
    note = in_xml(message(report), ".//ocr:ReportingParty//nc:ContactInformationDescriptionText")
    assert note == ["ContactBy: text; Hours: Weekdays after six; VoiceMessage: no"]
    assert in_xml(message(report), ".//ocr:ReportingParty//ocr:PreferredContactMethodCode") == []


def test_what_it_has_no_word_for_stands_in_its_narratives(report):
    told = "\n".join(in_xml(message(report), ".//nc:IncidentReportedNarrative/nc:DocumentText"))
    for words_of in (
        "4821",
        "Prairie Credit Union",
        "490154203237518",
        "Red jacket",
        "$890.50",
        "Yes, I agree",
    ):
        assert words_of in told


def test_every_answer_stands_by_its_key_beside_the_message(report):
    told = json.loads(message(report).full_answers)
    assert told["answers"] == report.answers
    assert told["form"]["key"] == "theft"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("answers", [ANSWERS, unsure(), {"you": ANSWERS["you"], "agrees": True}])
def test_the_message_is_valid_whatever_was_answered(unit, answers, language):
    record = message(send(answers, not_sure=True, language=language))
    assert validate_xml(to_xml(record)) == []
    assert validate_json(to_json(record)) == []


@pytest.mark.parametrize(
    "part", [{"car": {"plate": "ABC123"}}, {"shop": {"unit": "4"}}, {"seen": {"build": "Slim"}}]
)
def test_one_part_alone_is_enough_for_a_valid_message(unit, part):
    record = message(send({"you": ANSWERS["you"], "agrees": True, **part}, not_sure=True))
    assert validate_xml(to_xml(record)) == []
    assert validate_json(to_json(record)) == []


def test_the_longest_answers_fit_and_stay_whole(unit):
    long = {**ANSWERS["seen"], "name": "N" * 200, "age": "A" * 60, "clothing": "C" * 500, "marks": "M" * 500}
    person = {**ANSWERS["you"], "first_name": "F" * 100, "other_names": "O" * 200}
    record = message(send({**ANSWERS, "seen": long, "you": person}))
    assert validate_xml(to_xml(record)) == []
    told = "\n".join(in_xml(record, ".//nc:IncidentReportedNarrative/nc:DocumentText"))
    for whole in ("F" * 100, "O" * 200, "C" * 500, "M" * 500):
        assert whole in told


def test_a_person_who_was_wronged_is_a_victim_of_the_incident(unit):
    body = definition()
    body["steps"][0]["items"].append({**body["steps"][0]["items"][0], "key": "victim", "required": False})
    draft = begin_draft(publish(body), language="en")
    wronged = {"first_name": "Sam", "last_name": "Okafor"}
    draft, _problems = save_answers(draft, {"you": ANSWERS["you"], "agrees": True, "victim": wronged})
    record = message(submit_report(draft, declaration=True, key="k").submission)
    assert [each.surname for each in record.victims] == ["Okafor"]
    assert record.reporting_person.person.surname == "Desrosiers"
    assert "j:IncidentVictim" in report_tree(record)["nc:Incident"]


def test_a_citizen_follows_it_and_its_copy_is_a_pdf(report, client):
    from workflows.copies import unofficial_copy

    assert unofficial_copy(report).startswith(b"%PDF")


def test_an_answer_over_the_api_is_read_back_whole(report, client, ada):
    from accounts import tokens

    token = tokens.issue(ada, name="t", scopes=[])[1]
    told = client.get(
        f"/api/v1/desk/reports/{report.temporary_number}", headers={"authorization": f"Bearer {token}"}
    ).json()
    assert told["answers"]["car"] == ANSWERS["car"]
    assert "Pin: 49.89510" in json.dumps(told["parts"])


@settings(
    max_examples=examples(5), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_the_message_is_valid_for_whatever_the_schema_takes(unit, data):
    body = definition(not_sure=True)
    answers = data.draw(valid_answers(answers_schema(body, "en")))
    record = message(send({key: each for key, each in answers.items() if key != "proved"}, not_sure=True))
    assert validate_xml(to_xml(record)) == []
    assert validate_json(to_json(record)) == []
