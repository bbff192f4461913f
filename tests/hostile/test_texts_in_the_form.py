"""Hostile texts from a browser: the step is shown again with its sentence, and the rest of the draft stays."""

import json

import pytest

from tests.forms.walking import ITEM, PLACE
from tests.hostile.texts import TEXTS
from workflows.models import Submission

WRITTEN = {name: json.loads(text) for name, (text, _code) in TEXTS.items() if text.startswith('"')}


@pytest.fixture
def story(camille):
    """The step with the story."""
    page = camille.fill(camille.begin(), more=PLACE)
    return camille.fill(page, more=ITEM)


def test_each_is_shown_again_with_its_sentence(camille, story):
    for name, text in WRITTEN.items():
        typed = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        page = camille.fill(camille.get("story/"), story=typed)
        if (
            "\ufffd" in typed
        ):  # A form has no way to write half of a character: the replacement is a character.
            assert page.url.endswith("/you/"), name
            continue
        assert page.status == 200, name
        assert page.url.endswith("/story/"), name
        assert [place for place, _sentence in page.errors] == ["#story"], name
        assert "story" in page.errors[0][1].lower(), name
    kept = Submission.objects.get().answers
    assert kept["items"][0]["description"] == "Green city bicycle"
    assert kept["incident_place"]["street"] == "510 Main Street"


def test_a_row_with_one_keeps_its_other_answers_and_the_other_rows(camille, story):
    page = camille.get("items/")
    two = {
        **ITEM,
        "items-0-description": "a\x00b",
        "items-1-kind": "phone",
        "items-1-description": "Black phone",
    }
    page = camille.fill(page, more=two)
    assert page.errors[0][0] == "#items-0-description"
    rows = Submission.objects.get().answers["items"]
    assert [row["kind"] for row in rows] == ["bicycle", "phone"]
    assert rows[1]["description"] == "Black phone"


def test_names_that_no_field_has_are_passed_over(camille, story):
    names = [
        "__proto__",
        "constructor",
        "items-99999999999-kind",
        "items--1-kind",
        "story-not_sure",
        "x" * 900,
    ]
    page = camille.fill(story, story="The lock was cut.", more=dict.fromkeys(names, "x"))
    assert page.url.endswith("/you/")
    kept = Submission.objects.get().answers
    assert kept["story"] == "The lock was cut."
    assert not {"__proto__", "constructor"} & kept.keys()


def test_more_fields_than_a_form_has_are_refused(camille, story):
    answer = camille.client.post(story.url, {f"x{number}": "" for number in range(30_001)})
    assert answer.status_code == 400
    assert Submission.objects.get().answers["items"]


def test_more_text_than_a_form_holds_is_refused(camille, story):
    answer = camille.client.post(story.url, {"story": "x" * 5_000_000, "continue": "1"})
    assert answer.status_code in {400, 413}
    assert Submission.objects.get().answers["items"]
