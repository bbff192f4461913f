"""Questions that hang on an answer: asked when they count, dropped when they do not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from forms.models import ReportTypePage
from tests.definitions import both, question, step, theft
from tests.forms.walking import BASE, Camille
from workflows.models import Submission


@pytest.fixture
def camille(client: Client, make_type: Callable[..., ReportTypePage]) -> Camille:
    """Camille, before a report whose questions hang on one another."""
    seen = {"eq": [{"var": "seen"}, "yes"]}
    stolen = {"eq": [{"row": "kind"}, "bicycle"]}
    group: dict[str, Any] = {
        "item": "group",
        "key": "items",
        "label": both("Items"),
        "help": None,
        "row_label": both("Item"),
        "min": 1,
        "max": 3,
        "show_if": None,
        "questions": [question("kind", "short_text"), question("colour", "short_text", show_if=stolen)],
    }
    steps = [
        theft()["steps"][0],
        step("place", question("seen", "yes_no"), question("who", "short_text", show_if=seen)),
        step("things", group),
        step("last", question("note", "short_text", required=False)),
    ]
    make_type(theft(steps=steps))
    return Camille(client, BASE)


def test_a_question_that_an_answer_opens_is_asked_before_going_on(camille: Camille) -> None:
    page = camille.begin()
    assert not page.has("who")
    page = camille.fill(page, seen="yes")
    assert page.url.endswith("/place/")
    assert page.has("who")
    assert not page.errors
    assert camille.fill(page, who="A tall man").url.endswith("/things/")


def test_a_question_in_a_row_is_asked_in_its_row(camille: Camille) -> None:
    page = camille.fill(camille.begin(), seen="no")
    page = camille.fill(page, more={"items-0-kind": "bicycle"})
    assert page.has("items-0-colour")
    page = camille.fill(page, more={"items-0-colour": "green"})
    assert page.url.endswith("/last/")
    assert Submission.objects.get().answers["items"][0]["colour"] == "green"


def test_an_answer_that_no_longer_counts_is_kept_in_the_draft_and_dropped_at_sending(
    camille: Camille,
) -> None:
    camille.fill(camille.fill(camille.begin(), seen="yes"), who="A tall man")
    camille.fill(camille.get("place/"), seen="no")
    assert Submission.objects.get().answers["who"] == "A tall man"
    camille.fill(camille.get("things/"), more={"items-0-kind": "phone"})
    camille.fill(camille.get("check/"), declaration="true")
    report = Submission.objects.get()
    assert "who" not in report.answers
    assert list(report.dropped) == ["/who"]
    assert "A tall man" not in str(report.dropped)


def test_the_browser_is_told_no_answer_that_does_not_count(
    client: Client, make_type: Callable[..., ReportTypePage]
) -> None:
    seen, known = {"eq": [{"var": "seen"}, "yes"]}, {"answered": {"var": "who"}}
    steps = [
        step("place", question("seen", "yes_no"), question("who", "short_text", show_if=seen)),
        step(
            "after",
            question("where", "short_text", required=False, show_if=known),
            question("note", "short_text"),
        ),
    ]
    make_type(theft(steps=steps))
    camille = Camille(client, BASE)
    camille.fill(camille.fill(camille.get("begin/"), seen="yes"), who="A tall man")
    page = camille.get("after/")
    assert page.has("where")
    assert "A tall man" in page.tree.xpath("string(//script[@id='known-answers'])")
    camille.fill(camille.get("place/"), seen="no")
    page = camille.get("after/")
    assert not page.has("where")
    assert page.tree.xpath("string(//script[@id='known-answers'])") == "{}"


def test_a_hidden_part_is_not_sent_and_says_when_it_shows(camille: Camille) -> None:
    page = camille.begin()
    part = page.tree.xpath("//fieldset[@data-show-if]")[0]
    assert part.get("hidden") is not None
    assert part.get("disabled") is not None
    assert '"seen"' in part.get("data-show-if")
