"""The last reports against a changed form: what would newly fail is counted, and nobody can be recognised."""

from typing import Any

import pytest

from accounts.models import User
from tests.definitions import ANSWERS, both, question, step, theft
from workflows import replay as replaying
from workflows.drafts import begin_draft, save_answers
from workflows.models import Event, ReportType, Submission
from workflows.replay import replay, shape
from workflows.submitting import submit_report

Body = dict[str, Any]


@pytest.fixture
def reports(theft_type: ReportType) -> list[Submission]:
    """Camille's three reports."""
    return [send(theft_type, f"camille-{number}") for number in range(3)]


def send(report_type: ReportType, key: str) -> Submission:
    """Send the answers of the tests."""
    draft = save_answers(begin_draft(report_type, language="en"), ANSWERS)[0]
    return submit_report(draft, declaration=True, key=key).submission


def shorter() -> Body:
    """The theft with a story of ten characters at most, and serial numbers of digits only."""
    body = theft()
    body["steps"][3]["items"][0]["limits"] = {"max_length": 10}
    body["steps"][2]["items"][0]["questions"][2]["limits"] = {"pattern": "[0-9]+", "pattern_examples": ["1"]}
    return body


def test_an_unchanged_form_fails_nobody(reports: list[Submission], pat: User) -> None:
    found = replay(reports[0].report_type, theft(), by=pat)
    assert (found.asked_for, found.looked_at, found.failing, found.failures) == (3, 3, 0, [])


def test_says_which_sentence_how_many_would_get(reports: list[Submission], pat: User) -> None:
    found = replay(reports[0].report_type, shorter(), by=pat)
    assert found.failing == 3
    assert [(each.question, each.count) for each in found.failures] == [
        ("Stolen items: Serial number", 3),
        ("Story", 3),
    ]


def test_shows_the_shape_of_an_answer_only(reports: list[Submission], pat: User) -> None:
    serial, story = replay(reports[0].report_type, shorter(), by=pat).failures
    assert serial.sample == "xxx000x0000"
    assert story.sample == "xxx xxxx xxx xxx xxx…"
    assert shape("H3Z-2Y2 99,50") == "x0x-0x0 00,00"


@pytest.mark.parametrize("key", ["first_name", "last_name", "email"])
def test_never_shows_who_somebody_is(reports: list[Submission], pat: User, key: str) -> None:
    body = theft()
    body["steps"][4]["items"][0]["limits"] = {"max_length": 2}
    body["steps"][4]["items"][1]["limits"] = {"max_length": 2}
    body["steps"][4]["items"][2] |= {"kind": "phone"}
    found = replay(reports[0].report_type, body, by=pat)
    assert {each.sample for each in found.failures} == {"(not shown)"}
    assert ANSWERS[key] not in "".join(each.sentence for each in found.failures)


def test_the_length_of_a_name_is_not_told(reports: list[Submission], pat: User) -> None:
    body = theft()
    body["steps"][4]["items"][0]["limits"] = {"max_length": 2}
    (failure,) = replay(reports[0].report_type, body, by=pat).failures
    assert failure.sentence == "“First name” is … characters too long. The most is …."


def test_a_report_is_counted_once_for_a_question_in_several_rows(
    reports: list[Submission], pat: User
) -> None:
    body = theft()
    body["steps"][2]["items"][0]["questions"][1]["limits"] = {"max_length": 5}
    (failure,) = replay(reports[0].report_type, body, by=pat).failures
    assert (failure.question, failure.count) == ("Stolen items: Description", 3)


def test_answers_that_would_be_dropped_are_counted(reports: list[Submission], pat: User) -> None:
    body = theft()
    del body["steps"][3]
    body["steps"][3]["items"][2]["show_if"] = {"eq": [{"var": "in_danger"}, "yes"]}
    found = replay(reports[0].report_type, body, by=pat)
    assert found.dropped == [("Story", 3), ("Email", 3)] or found.dropped == [("Email", 3), ("Story", 3)]


def test_what_failed_on_their_own_version_is_not_counted(reports: list[Submission], pat: User) -> None:
    Submission.objects.filter(pk=reports[0].pk).update(answers={**ANSWERS, "story": ""})
    assert replay(reports[0].report_type, theft(), by=pat).failing == 0


def test_a_new_required_question_fails_everybody(reports: list[Submission], pat: User) -> None:
    body = theft()
    body["steps"].append(step("more", question("colour", "short_text", label=both("Colour"))))
    (failure,) = replay(reports[0].report_type, body, by=pat).failures
    assert (failure.question, failure.count, failure.sample) == ("Colour", 3, "")


def test_a_new_stop_is_a_failure(reports: list[Submission], pat: User) -> None:
    body = theft()
    body["steps"][0]["items"][1]["if"] = {"eq": [{"var": "in_danger"}, "no"]}
    (failure,) = replay(reports[0].report_type, body, by=pat).failures
    assert failure.sentence == "Call 911 now"


def test_looks_at_the_last_reports_only_and_not_for_ever(reports: list[Submission], pat: User) -> None:
    assert replay(reports[0].report_type, theft(), by=pat, most=2).looked_at == 2
    hurried = replay(reports[0].report_type, theft(), by=pat, seconds=-1)
    assert (hurried.looked_at, hurried.cut_short) == (1, True)


def test_history_has_who_looked_at_how_many(reports: list[Submission], pat: User) -> None:
    replay(reports[0].report_type, theft(), by=pat)
    event = Event.objects.get(kind="replayed")
    assert (event.actor, event.data["reports"], event.data["report_type"]) == (pat, 3, "theft")
    assert Event.objects.filter(kind="replayed").count() == 1


def test_the_number_of_queries_does_not_grow_with_the_reports(
    reports: list[Submission], pat: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        replay(reports[0].report_type, shorter(), by=pat)
    assert replaying.MOST_REPORTS == 200
