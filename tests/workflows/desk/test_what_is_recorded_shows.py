"""The desk shows what other parts record of a report: how it came in, what is like it, what to look at again."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import publish
from tests.definitions import ANSWERS, both, choices, question, step, theft
from workflows.drafts import begin_draft, save_answers
from workflows.models import ReportType, Submission, Unit
from workflows.submitting import submit_report

Seen = Callable[..., str]


def send(report_type: ReportType, key: str, answers: dict[str, Any] = ANSWERS, **begun: Any) -> Submission:
    draft = save_answers(begin_draft(report_type, language="en", **begun), answers)[0]
    return submit_report(draft, declaration=True, key=key).submission


def panel(page: str, name: str) -> str:
    """The words of a panel, or nothing."""
    start = page.find(f'aria-labelledby="panel-{name}"')
    return page[start : page.find("</section>", start)] if start >= 0 else ""


def test_an_ordinary_report_shows_none_of_it(submitted_report: Submission, noor: Any, seen: Seen) -> None:
    page = seen(noor, submitted_report)
    assert not any(panel(page, name) for name in ("origin", "same", "advice"))
    assert "Anonymous" not in page


def test_source_and_what_a_link_filled_in(theft_type: ReportType, noor: Any, seen: Seen) -> None:
    report = send(theft_type, "k", source="summer-campaign")
    Submission.objects.filter(pk=report.pk).update(prefilled=["first_name"])
    found = panel(seen(noor, report), "origin")
    assert "summer-campaign" in found
    assert "First name" in found


def test_what_was_wiped_is_named_and_not_said(unit: object, noor: Any, seen: Seen) -> None:
    asked = [
        question("seen", "yes_no"),
        question("who", "short_text", show_if={"eq": [{"var": "seen"}, "yes"]}),
    ]
    body = theft()
    report_type = publish({**body, "steps": [*body["steps"], step("witness", *asked)]})
    report = send(report_type, "k", {**ANSWERS, "seen": "no", "who": "The neighbour"})
    page = seen(noor, report)
    assert "Who" in panel(page, "origin")
    assert "The neighbour" not in page


def test_anonymous_is_said_at_the_top(unit: object, noor: Any, seen: Seen) -> None:
    body = theft()
    named = {"ne": [{"var": "stay_anonymous"}, "yes"]}
    for each in body["steps"][4]["items"]:
        each["show_if"] = named
    steps = [step("who", question("stay_anonymous", "yes_no")), *body["steps"]]
    answers = {
        key: value for key, value in ANSWERS.items() if key not in ("first_name", "last_name", "email")
    }
    report = send(publish({**body, "steps": steps}), "k", {**answers, "stay_anonymous": "yes"})
    assert "Anonymous" in seen(noor, report).partition("<h1>")[0]


def test_reports_with_the_same_thing_are_linked(theft_type: ReportType, noor: Any, seen: Seen) -> None:
    first, second = send(theft_type, "a"), send(theft_type, "b")
    found = panel(seen(noor, second), "same")
    assert f"/desk/{first.temporary_number}/" in found
    assert "the same serial number" in found
    assert "the same place on the same day" in found


def test_of_reports_that_one_may_not_see_only_the_count_is_told(
    theft_type: ReportType, noor: Any, seen: Seen
) -> None:
    first, second = send(theft_type, "a"), send(theft_type, "b")
    elsewhere = Unit.objects.create(key="elsewhere", name_en="Elsewhere", name_fr="Ailleurs")
    Submission.objects.filter(pk=first.pk).update(unit=elsewhere)
    found = panel(seen(noor, second), "same")
    assert "1 report of another unit" in found
    assert str(first.temporary_number) not in found


def test_advice_is_small_and_names_the_question(unit: object, noor: Any, seen: Seen) -> None:
    advice = [
        {"key": "insurer", "if": None, "question": "phone", "text": both("An insurer will ask for a phone.")}
    ]
    body = theft(advice=advice)
    body["steps"][4]["items"].append(question("phone", "phone", required=False))
    found = panel(seen(noor, send(publish(body), "k")), "advice")
    assert "An insurer will ask for a phone." in found
    assert "<strong>Phone</strong>" in found


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("person", {"first_name": "Alex", "last_name": "Roy", "phone": "+12045550142"}, "Alex"),
        ("vehicle", {"plate": "ABC123", "province": "MB", "make": "Honda"}, "Honda"),
        ("business", {"name": "Main Bakery"}, "Main Bakery"),
        ("statement", "It was dark.\nThen it rained.", "Then it rained."),
        ("suspect", {"hair": "red"}, "red"),
        ("how_known", "saw_it", "I saw or heard it myself"),
    ],
)
def test_new_kinds_read_like_a_document(
    kind: str, value: Any, words: str, unit: object, noor: Any, seen: Seen
) -> None:
    body = theft()
    asked = question("more", kind, required=False, choices=choices("what") if kind == "statement" else [])
    report_type = publish({**body, "steps": [*body["steps"], step("rest", asked)]})
    page = seen(noor, send(report_type, "k", {**ANSWERS, "more": value}))
    assert words in page
    assert "{&#x27;" not in page
