"""Claiming: of two reviewers at once one wins, and the other is told."""

import pytest

from workflows.actions import claim_report, release_report
from workflows.errors import NotAllowed, Overtaken, WrongState
from workflows.models import Event


def test_makes_the_reviewer_its_reviewer(submitted_report, noor):
    claimed = claim_report(submitted_report, by=noor, seen=1)
    assert (claimed.status, claimed.reviewer, claimed.version) == ("under_review", noor, 2)


def test_tells_the_second_of_two_reviewers(submitted_report, noor, ravi):
    claim_report(submitted_report, by=noor, seen=1)
    with pytest.raises(Overtaken) as refused:
        claim_report(submitted_report, by=ravi, seen=1)
    assert refused.value.version == 2


def test_refuses_what_is_claimed_already(report_under_review, ravi):
    with pytest.raises(WrongState):
        claim_report(report_under_review, by=ravi, seen=2)


def test_refuses_somebody_of_no_unit(submitted_report, ana):
    with pytest.raises(NotAllowed):
        claim_report(submitted_report, by=ana, seen=1)
    assert not Event.objects.filter(kind="claim").exists()


def test_gives_it_back_to_the_queue(report_under_review, noor):
    released = release_report(report_under_review, by=noor, seen=2)
    assert (released.status, released.reviewer) == ("submitted", None)


def test_only_its_reviewer_gives_it_back(report_under_review, ravi):
    with pytest.raises(NotAllowed, match="Noor"):
        release_report(report_under_review, by=ravi, seen=2)
