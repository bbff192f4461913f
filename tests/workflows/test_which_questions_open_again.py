"""Asking the citizen: what can be opened again, and what would not be asked whatever the answer."""

from typing import Any

import pytest

from tests.conftest import ANSWERS, publish
from tests.definitions import question, step, theft
from workflows.actions import claim_report, provide_information, request_information
from workflows.actors import Role
from workflows.desk.decision import panel_of
from workflows.drafts import begin_draft, save_answers
from workflows.errors import Invalid
from workflows.models import Submission
from workflows.needs import questions_of
from workflows.submitting import submit_report

NAMED = {"ne": [{"var": "stay_anonymous"}, "yes"]}
KNOWN = {"eq": [{"var": "suspect_known"}, "yes"]}


def definition() -> dict[str, Any]:
    """A theft with a sum, a question under a condition and a choice to stay anonymous."""
    total = question("total", "computed", required=False, limits={"group": "items", "sum": "value"})
    body = theft()
    body["steps"][2]["items"].append(total)
    suspect = [
        question("suspect_known", "yes_no"),
        question("suspect_description", "long_text", show_if=KNOWN),
    ]
    body["steps"].insert(4, step("suspect", *suspect))
    body["steps"].insert(5, step("anonymity", question("stay_anonymous", "yes_no")))
    return {**body, "steps": [*body["steps"][:-1], {**body["steps"][-1], "show_if": NAMED}]}


def under_review(noor: Any, **more: Any) -> Submission:
    draft = begin_draft(publish(definition()), language="en")
    answers = {**ANSWERS, "suspect_known": "no", "stay_anonymous": "no", **more}
    draft, problems = save_answers(draft, answers)
    assert problems == []
    sent = submit_report(draft, declaration=True, key="camille").submission
    return claim_report(sent, by=noor, seen=sent.version)


def keys_of(report: Submission) -> list[str]:
    return [key for key, _title in questions_of(report, "en")]


def ask(report: Submission, noor: Any, *questions: str) -> Submission:
    return request_information(report, by=noor, seen=report.version, questions=[*questions], text="?")


def test_neither_a_sum_nor_the_choice_to_stay_anonymous_is_asked_again(unit: Any, noor: Any) -> None:
    report = under_review(noor)
    assert {"items", "email", "suspect_description"} <= set(keys_of(report))
    assert not {"total", "stay_anonymous"} & set(keys_of(report))
    for key in ("total", "stay_anonymous", "emergency"):
        with pytest.raises(Invalid):
            ask(report, noor, key)


def test_who_stays_anonymous_is_not_asked_who_they_are(unit: Any, noor: Any) -> None:
    report = under_review(noor, stay_anonymous="yes")
    assert not {"first_name", "last_name", "email"} & set(keys_of(report))
    with pytest.raises(Invalid):
        ask(report, noor, "email")


def test_what_would_not_be_asked_opens_what_it_hangs_on_too(unit: Any, noor: Any) -> None:
    report = ask(under_review(noor), noor, "suspect_description")
    assert report.information_requests.get().questions == ["suspect_description", "suspect_known"]


def test_a_new_answer_that_would_be_lost_is_refused(unit: Any, noor: Any) -> None:
    report = ask(under_review(noor), noor, "suspect_description")
    with pytest.raises(Invalid) as refused:
        provide_information(report, by=Role.CITIZEN, answers={"suspect_description": "A tall man"})
    assert [(each.path, each.code) for each in refused.value.problems] == [
        ("/suspect_description", "not_asked")
    ]


def test_it_is_opened_together_with_what_it_hangs_on(unit: Any, noor: Any) -> None:
    report = ask(under_review(noor), noor, "suspect_known", "suspect_description")
    answers = {"suspect_known": "yes", "suspect_description": "A tall man"}
    answered = provide_information(report, by=Role.CITIZEN, answers=answers)
    assert answered.answers["suspect_description"] == "A tall man"


def test_the_panel_says_what_was_not_asked(unit: Any, noor: Any) -> None:
    report = under_review(noor)
    panel = panel_of(report, noor, "en")
    fields = next(each.fields for each in panel.decisions if each.action.name == "request_information")
    assert ("suspect_description", "Suspect description (not asked)") in fields[0].choices


def test_an_answer_that_falls_away_is_recorded_and_kept_where_it_was_first(
    unit: Any, noor: Any, signed_in: Any
) -> None:
    report = under_review(noor, suspect_known="yes", suspect_description="A tall man")
    report = ask(report, noor, "suspect_known")
    answered = provide_information(report, by=Role.CITIZEN, answers={"suspect_known": "no"})
    assert "suspect_description" not in answered.answers
    event = answered.events.get(kind="provide_information")
    assert event.data["fell_away"] == ["/suspect_description"]
    page = signed_in(noor).get(f"/desk/{answered.temporary_number}/").content.decode()
    assert "Not asked any more" in page
    assert "A tall man" in page


def test_an_answer_that_falls_away_in_a_row_stays_in_sight(unit: Any, noor: Any, signed_in: Any) -> None:
    body = theft()
    bicycle = {"eq": [{"row": "kind"}, "bicycle"]}
    frame = question("frame", "short_text", required=False, show_if=bicycle)
    body["steps"][2]["items"][0]["questions"].append(frame)
    rows = [{"kind": "bicycle", "description": "Green", "frame": "Stamped WTU 442"}]
    draft, problems = save_answers(begin_draft(publish(body), language="en"), {**ANSWERS, "items": rows})
    assert problems == []
    sent = submit_report(draft, declaration=True, key="camille").submission
    report = ask(claim_report(sent, by=noor, seen=sent.version), noor, "items")
    rows = [{**report.answers["items"][0], "kind": "other"}]
    answered = provide_information(report, by=Role.CITIZEN, answers={"items": rows})
    assert "frame" not in answered.answers["items"][0]
    page = signed_in(noor).get(f"/desk/{answered.temporary_number}/").content.decode()
    assert "Not asked any more" in page
    assert "Stamped WTU 442" in page


def test_the_sum_follows_the_rows(unit: Any, noor: Any) -> None:
    report = ask(under_review(noor), noor, "items")
    rows = [{**row, "value": "10.00"} for row in report.answers["items"]]
    answered = provide_information(report, by=Role.CITIZEN, answers={"items": rows})
    assert answered.answers["total"] == f"{10 * len(rows)}.00"
