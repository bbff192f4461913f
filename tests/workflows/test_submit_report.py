"""Sending a report: once, complete, with a number and a code that are shown again but never stored."""

import pytest

from workflows.drafts import begin_draft, save_answers
from workflows.errors import Closed, Invalid, WrongState
from workflows.models import Event, FollowUp, SearchTerm, Submission
from workflows.numbering import read_temporary_number
from workflows.submitting import submit_report
from workflows.summaries import summary_of


def test_gives_a_number_a_code_and_a_date(sent):
    assert read_temporary_number(sent.temporary_number) == sent.temporary_number
    assert len(sent.access_code) == 19
    assert sent.due_on.weekday() < 5


def test_the_same_key_gives_the_same_answer(draft, sent):
    again = submit_report(Submission.objects.get(pk=draft.pk), declaration=True, key="camille-1")
    assert (again.temporary_number, again.access_code) == (sent.temporary_number, sent.access_code)
    assert Event.objects.filter(kind="submit").count() == 1
    assert FollowUp.objects.filter(kind="letter_received").count() == 1


def test_another_key_is_told_that_it_was_sent(sent):
    with pytest.raises(WrongState):
        submit_report(sent.submission, declaration=True, key="somebody-else")


def test_a_stale_copy_of_the_draft_is_not_sent_twice(draft, sent):
    again = submit_report(draft, declaration=True, key="camille-1")
    assert again.temporary_number == sent.temporary_number


def test_needs_the_declaration(draft):
    with pytest.raises(Invalid) as refused:
        submit_report(draft, declaration=False, key="k")
    assert [problem.path for problem in refused.value.problems] == ["/declaration"]


def test_names_what_is_missing(theft_type):
    empty = begin_draft(theft_type, language="fr")
    with pytest.raises(Invalid) as refused:
        submit_report(empty, declaration=True, key="k")
    assert {"/in_danger", "/incident_time", "/story"} <= {problem.path for problem in refused.value.problems}


def test_stops_where_the_type_stops(draft):
    stopped = save_answers(draft, {"in_danger": "yes"})[0]
    with pytest.raises(Invalid) as refused:
        submit_report(stopped, declaration=True, key="k")
    assert refused.value.problems[0].code == "stopped"


def test_a_closed_type_takes_nothing(draft):
    draft.report_type.closes_at = draft.created_at
    draft.report_type.save()
    with pytest.raises(Closed):
        submit_report(draft, declaration=True, key="k")


def test_the_code_is_stored_nowhere(sent):
    row = Submission.objects.filter(pk=sent.submission.pk).values().get()
    assert sent.access_code not in str(row)


def test_the_queue_is_told_in_one_line(submitted_report):
    assert submitted_report.summary == "Green city bicycle (+1) · 510 Main Street"


def test_the_queue_is_told_of_damage_where_there_is_no_story():
    told = {"damage_description": "Blue letters on a wall", "incident_place": {"street": "Main Street"}}
    assert summary_of(told) == "Blue letters on a wall · Main Street"


def test_its_words_are_found_without_accents(submitted_report):
    assert SearchTerm.objects.filter(term="ete").exists()
