"""A copy on paper says first what it adds to, and that staff entered it."""

from typing import Any

import pytest

from tests.conftest import ANSWERS
from workflows.copies import copy_of, unofficial_copy
from workflows.desk.screen import screen_of
from workflows.drafts import save_answers
from workflows.entering import begin_for_somebody
from workflows.models import Submission
from workflows.submitting import submit_report
from workflows.supplements import add_supplement
from workflows.working_days import local_day


def first(report: Submission) -> dict[str, str]:
    return {fact.label: fact.text for fact in copy_of(report, "unofficial").facts}


def test_a_supplement_names_the_file_that_it_adds_to(approved_report: Any) -> None:
    added = add_supplement(approved_report, text="My helmet, too.", key="k").submission
    assert first(added)["Supplement to"] == approved_report.permanent_number
    assert unofficial_copy(added).startswith(b"%PDF")


def test_a_supplement_prints_what_it_says_and_no_question_that_it_was_not_asked(approved_report: Any) -> None:
    added = add_supplement(approved_report, text="My helmet, too.", key="k").submission
    texts = [row.text for part in copy_of(added, "unofficial").parts for row in part.rows]
    assert "My helmet, too." in texts
    assert "No answer" not in texts
    shown = screen_of(added, "en", local_day())
    assert all(answer.text for section in shown.sections for answer in section.answers)
    assert shown.tables == []


@pytest.mark.parametrize(
    ("channel", "words"),
    [("letter", "By letter, entered by staff"), ("counter", "At the counter, entered by staff")],
)
def test_what_staff_entered_says_how_it_came_in(theft_type: Any, noor: Any, channel: str, words: str) -> None:
    draft = begin_for_somebody(theft_type, by=noor, language="en", channel=channel)
    draft, _problems = save_answers(draft, ANSWERS)
    report = submit_report(draft, declaration=True, key="k", by=noor).submission
    assert first(report)["How it came in"] == words


def test_what_a_citizen_sent_says_nothing_of_it(submitted_report: Any) -> None:
    assert "How it came in" not in first(submitted_report)
