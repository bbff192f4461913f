"""Asking the citizen: only the named questions open, the answer comes back, silence flags."""

from datetime import timedelta

import pytest

from workflows.actions import provide_information, request_information
from workflows.actors import Role
from workflows.errors import Invalid, NotAllowed
from workflows.housekeeping import expire_information_requests
from workflows.models import InformationRequest
from workflows.working_days import local_day


@pytest.fixture
def asked(report_under_review, noor):
    """Noor asked Camille about the story."""
    return request_information(
        report_under_review, by=noor, seen=2, questions=["story"], text="Which door was open?"
    )


def test_takes_the_answer_and_keeps_the_first_words(asked):
    answered = provide_information(asked, by=Role.CITIZEN, answers={"story": "The back door."})
    assert (answered.status, answered.answers["story"]) == ("under_review", "The back door.")
    assert [row.answers["story"][:8] for row in answered.answer_sets.order_by("number")] == [
        "The lock",
        "The back",
    ]


def test_refuses_other_answers(asked):
    with pytest.raises(Invalid) as refused:
        provide_information(asked, by=Role.CITIZEN, answers={"story": "New.", "email": "sam@example.org"})
    assert refused.value.problems[0].path == "/email"


def test_refuses_an_answer_that_is_not_valid(asked):
    with pytest.raises(Invalid):
        provide_information(asked, by=Role.CITIZEN, answers={"story": ""})
    asked.refresh_from_db()
    assert asked.status == "information_requested"


def test_refuses_unknown_questions(report_under_review, noor):
    with pytest.raises(Invalid):
        request_information(report_under_review, by=noor, seen=2, questions=["shoe_size"], text="?")


@pytest.mark.parametrize("days", [0, -1])
def test_refuses_a_day_that_is_over(report_under_review, noor, days):
    day = local_day() + timedelta(days=days)
    with pytest.raises(Invalid) as refused:
        request_information(report_under_review, by=noor, seen=2, questions=["story"], text="?", due_on=day)
    assert refused.value.problems[0].code == "too_early"


def test_another_reviewer_may_not_ask(report_under_review, ravi):
    with pytest.raises(NotAllowed):
        request_information(report_under_review, by=ravi, seen=2, questions=["story"], text="?")


def test_comes_back_flagged_when_nobody_answers(asked):
    InformationRequest.objects.update(due_on=asked.submitted_at.date() - timedelta(days=3))
    assert expire_information_requests() == 1
    asked.refresh_from_db()
    assert (asked.status, asked.flagged) == ("under_review", True)
    assert asked.answers["story"].startswith("The lock")
