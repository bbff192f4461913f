"""Approving: the permanent number, who may, and what follows."""

import pytest

from workflows.actions import approve_report, claim_report
from workflows.errors import Invalid, NotAllowed, WrongState
from workflows.models import Event, FollowUp, ReviewPolicy


def test_gives_the_report_its_permanent_number(report_under_review, noor, offence):
    approved = approve_report(report_under_review, by=noor, seen=2, offence=offence)
    assert approved.permanent_number == f"W{approved.approved_at:%y}-000001"


def test_starts_copy_letter_transfer_and_receipt(approved_report):
    rows = FollowUp.objects.filter(submission=approved_report).exclude(kind="letter_received")
    assert {row.kind: row.after and row.after.kind for row in rows} == {
        "copy": None,
        "letter_approved": "copy",
        "transfer": "copy",
        "receipt": "transfer",
    }


def test_refuses_a_report_nobody_has_opened(submitted_report, noor, offence):
    with pytest.raises(NotAllowed, match="Claim"):
        approve_report(submitted_report, by=noor, seen=1, offence=offence)
    assert not Event.objects.filter(kind="approve").exists()


def test_needs_an_offence_unless_the_policy_lets_it(report_under_review, noor):
    with pytest.raises(Invalid):
        approve_report(report_under_review, by=noor, seen=2, offence=None)
    ReviewPolicy.objects.update(no_offence_allowed=True)
    assert approve_report(report_under_review, by=noor, seen=2, offence=None).status == "approved"


def test_refuses_the_one_who_entered_it(submitted_report, noor, offence):
    submitted_report.entered_by = noor
    submitted_report.save()
    claimed = claim_report(submitted_report, by=noor, seen=1)
    with pytest.raises(NotAllowed, match="entered"):
        approve_report(claimed, by=noor, seen=2, offence=offence)


def test_waits_for_a_second_person_where_the_policy_says_two(report_under_review, noor, ravi, offence):
    ReviewPolicy.objects.update(approvals=2)
    first = approve_report(report_under_review, by=noor, seen=2, offence=offence)
    assert (first.status, first.first_approver) == ("under_review", noor)
    with pytest.raises(NotAllowed, match="second"):
        approve_report(first, by=noor, seen=3, offence=offence)
    assert approve_report(first, by=ravi, seen=3, offence=offence).status == "approved"


def test_numbers_follow_each_other_without_a_gap(approved_report, draft, noor, offence, theft_type):
    from tests.conftest import ANSWERS, begin_draft, save_answers, submit_report

    other = save_answers(begin_draft(theft_type, language="fr"), ANSWERS)[0]
    claimed = claim_report(submit_report(other, declaration=True, key="k").submission, by=noor, seen=1)
    second = approve_report(claimed, by=noor, seen=2, offence=offence)
    assert second.permanent_number == f"W{second.approved_at:%y}-000002"


def test_waits_for_the_number_of_the_records_system(report_under_review, noor, offence):
    ReviewPolicy.objects.update(number_issuer="rms")
    waiting = approve_report(report_under_review, by=noor, seen=2, offence=offence)
    assert (waiting.status, waiting.permanent_number) == ("under_review", None)
    assert FollowUp.objects.filter(kind="number").exists()
    with pytest.raises(WrongState):
        approve_report(waiting, by=noor, seen=3, offence=offence)
