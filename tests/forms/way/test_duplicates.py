"""The same thing in two reports: reviewers find it, a citizen is told no more than a stranger may know."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import localdate, now

from accounts.models import User
from tests.conftest import publish
from tests.definitions import ANSWERS, question, step, theft
from tests.forms.walking import ITEM, PLACE, YOU, Camille
from workflows.actions import claim_report, provide_information, request_information, withdraw_report
from workflows.actors import Role
from workflows.drafts import begin_draft, save_answers
from workflows.models import ReportType, SameThing, Submission
from workflows.same_things import Hint, hint_for, same_reports
from workflows.submitting import submit_report

VISITOR = "203.0.113.9"


def another(kind: ReportType, **answers: Any) -> Submission:
    """A draft of somebody else."""
    return save_answers(begin_draft(kind, language="en"), {**ANSWERS, **answers})[0]


def items(serial: str) -> list[dict[str, Any]]:
    """One bicycle with a serial number."""
    return [{"kind": "bicycle", "description": "A bicycle", "serial_number": serial}]


def sent(draft: Submission) -> Submission:
    """What became of a draft."""
    return submit_report(draft, declaration=True, key=f"key-{draft.pk}").submission


def test_keeps_no_number_and_no_place(submitted_report: Submission) -> None:
    rows = list(SameThing.objects.filter(submission=submitted_report).values_list("kind", "digest"))
    assert {kind for kind, _digest in rows} == {"serial", "place_time"}
    assert all(len(digest) == 64 and "WTU" not in digest for _kind, digest in rows)


def test_reviewers_find_the_other_report_however_the_number_is_written(
    submitted_report: Submission, theft_type: ReportType
) -> None:
    place = {**ANSWERS["incident_place"], "street": "1 Elsewhere Road"}
    other = sent(another(theft_type, items=items("wtu-123 k4567"), incident_place=place))
    assert [(each.report, each.kinds) for each in same_reports(other)] == [(submitted_report, ("serial",))]
    assert same_reports(other, among=Submission.objects.none()) == []


def test_reviewers_find_a_number_that_the_person_gave_when_asked(
    submitted_report: Submission, theft_type: ReportType, noor: User
) -> None:
    place = {**ANSWERS["incident_place"], "street": "1 Elsewhere Road"}
    other = sent(another(theft_type, items=items("unknown"), incident_place=place))
    assert same_reports(other) == []
    asked = claim_report(other, by=noor, seen=other.version)
    asked = request_information(asked, by=noor, seen=asked.version, questions=["items"], text="The number?")
    provide_information(asked, by=Role.CITIZEN, answers={"items": items("WTU123K4567")})
    assert [each.report for each in same_reports(other)] == [submitted_report]


def test_reviewers_find_the_same_place_on_the_same_day(
    submitted_report: Submission, theft_type: ReportType
) -> None:
    place = {**ANSWERS["incident_place"], "street": "510  MAIN STREET"}
    other = sent(another(theft_type, items=items("Another-99881"), incident_place=place))
    assert [each.kinds for each in same_reports(other)] == [("place_time",)]


def test_a_citizen_is_told_of_a_serial_number_and_the_day(
    submitted_report: Submission, theft_type: ReportType
) -> None:
    draft = another(theft_type, items=items("WTU123K4567"))
    hint = hint_for(draft, draft.answers, VISITOR)
    assert hint == Hint("serial", localdate(submitted_report.submitted_at))


def test_a_citizen_is_told_nothing_of_a_place(submitted_report: Submission, theft_type: ReportType) -> None:
    draft = another(theft_type, items=items("Another-99881"))
    assert hint_for(draft, draft.answers, VISITOR) is None


@pytest.mark.parametrize("serial", ["1234", "000000000", "unknown", "n/a", "------"])
def test_what_names_nothing_is_no_number(theft_type: ReportType, serial: str) -> None:
    sent(another(theft_type, items=items(serial)))
    draft = another(theft_type, items=items(serial))
    assert hint_for(draft, draft.answers, VISITOR) is None


def test_a_plate_is_for_reviewers_only(unit: Any) -> None:
    body = theft(key="parked", steps=[step("car", question("plate", "short_text"))])
    kind = publish(body)
    first = sent(save_answers(begin_draft(kind, language="en"), {"plate": "KXR 482"})[0])
    draft = save_answers(begin_draft(kind, language="en"), {"plate": "kxr482"})[0]
    assert hint_for(draft, draft.answers, VISITOR) is None
    assert [each.report for each in same_reports(sent(draft))] == [first]


def test_a_report_that_was_taken_back_or_is_old_is_not_told_of(
    submitted_report: Submission, theft_type: ReportType
) -> None:
    draft = another(theft_type, items=items("WTU123K4567"))
    with time_machine.travel(now() + timedelta(days=400)):
        assert hint_for(draft, draft.answers, VISITOR) is None
    withdraw_report(submitted_report, by=Role.CITIZEN, seen=submitted_report.version)
    assert hint_for(draft, draft.answers, VISITOR) is None


def test_probing_ends_in_silence(submitted_report: Submission, theft_type: ReportType) -> None:
    draft = another(theft_type)
    for number in range(20):
        assert hint_for(draft, {"items": items(f"GUESS-{number:05d}")}, VISITOR) is None
    assert hint_for(draft, {"items": items("WTU123K4567")}, VISITOR) is None
    assert hint_for(draft, {"items": items("WTU123K4567")}, "198.51.100.7") is not None


def test_looking_at_the_page_again_counts_once(submitted_report: Submission, theft_type: ReportType) -> None:
    draft = another(theft_type, items=items("WTU123K4567"))
    assert all(hint_for(draft, draft.answers, VISITOR) for _look in range(25))


def test_the_check_page_says_it_without_a_number(client: Client, theft_page: Any) -> None:
    more = {**ITEM, "items-0-serial_number": "WTU123K4567", "items-0-serial_number-not_sure": None}

    def walk(camille: Camille) -> Any:
        page = camille.fill(camille.begin(), more=PLACE)
        page = camille.fill(camille.fill(page, more=more), story="The lock was cut.")
        return camille.fill(page, **YOU)

    first = Camille(client)
    before = walk(first)
    assert "Was this reported before?" not in before.text
    first.fill(before, declaration="true")
    number = Submission.objects.get().temporary_number
    again = walk(Camille(Client()))
    assert "A report with the same serial number came in on" in again.text
    assert str(number) not in again.text
