"""The check page, the desk, the PDF and mails say the same words."""

import pytest
from django.utils import translation

from tests.workflows.definition.sample import ANSWERS, THEFT, ask, choices, question
from workflows.definition import FileFacts, present

NS = {"not_sure": True}


def shown(value, kind, language="en", **rest):
    return present(ask(question("it", kind, **rest)), {"it": value}, language)[0].rows[0].text


@pytest.mark.parametrize(
    ("kind", "value", "english", "french"),
    [
        ("short_text", "Trek", "Trek", "Trek"),
        ("phone", "+12045550142", "204-555-0142", "204-555-0142"),
        ("phone", "+33142685300", "+33 1 42 68 53 00", "+33 1 42 68 53 00"),
        ("number", 1200.5, "1200.5", "1200,5"),
        ("number", 2019, "2019", "2019"),
        ("money", "1200.50", "$1,200.50", "1\u202f200,50\u00a0$"),
        ("date", "2026-11-02", "November 2, 2026", "2 novembre 2026"),
        ("date", "2026-02-01", "February 1, 2026", "1 février 2026"),
    ],
)
def test_each_kind_in_both_languages(kind, value, english, french):
    assert shown(value, kind) == english
    assert shown(value, kind, "fr").replace("1er", "1") == french


def test_times_say_how_exact_they_are():
    span = {"from": "2026-11-01T13:05", "zone": "America/Winnipeg"}
    assert shown({**span, "precision": "exact"}, "time_span") == "November 1, 2026 at 1:05 p.m."
    assert shown({**span, "precision": "about"}, "time_span") == "About November 1, 2026 at 1:05 p.m."
    between = {**span, "precision": "between", "to": "2026-11-01T14:00"}
    assert (
        shown(between, "time_span")
        == "Between November 1, 2026 at 1:05 p.m. and November 1, 2026 at 2:00 p.m."
    )
    elsewhere = {**span, "precision": "exact", "zone": "America/Toronto"}
    assert shown(elsewhere, "time_span").endswith("(America/Toronto)")
    assert "1 novembre 2026 à 13\u00a0h\u00a005" in shown(
        {**span, "precision": "exact"}, "time_span", "fr"
    ).replace("1er", "1")


def test_choices_are_shown_by_their_labels():
    assert shown("red", "one_of", choices=choices("red")) == "Red"
    assert shown("gone", "one_of", choices=choices("red")) == "gone"
    assert shown(["red", "blue"], "some_of", "fr", choices=choices("red", "blue")) == "Red (fr), Blue (fr)"


def test_an_address_is_written_as_on_an_envelope():
    address = {
        "street": "510 Main Street",
        "unit": "4B",
        "city": "Winnipeg",
        "province": "MB",
        "postal_code": "R3B 1B9",
    }
    assert (
        shown({**address, "note": "North door"}, "address")
        == "510 Main Street, unit 4B\nWinnipeg MB R3B 1B9\nNorth door"
    )


def test_not_sure_is_said_everywhere():
    assert shown(NS, "money", not_sure=True) == "Not sure"
    assert present(ask(question("it", "yes_no", not_sure=True)), {"it": "not_sure"}, "en")[0].rows[0].not_sure


def test_files_are_shown_by_name():
    facts = {"a": FileFacts("image/jpeg", 1, "bike.jpg", "clean")}
    assert (
        present(ask(question("it", "file")), {"it": ["a", "b"]}, "en", files=facts)[0].rows[0].text
        == "bike.jpg\nb"
    )


def test_only_visible_questions_are_listed_also_unanswered_ones():
    parts = present(THEFT, {**ANSWERS, "suspect_description": "Tall"}, "en")
    listed = {row.key: row for part in parts for row in part.rows}
    assert "suspect_description" not in listed
    assert not listed["email"].answered
    assert [part.key for part in parts] == ["safety", "when", "items", "seen", "story", "you"]


def test_a_group_lists_its_rows():
    items = next(row for part in present(THEFT, ANSWERS, "en") for row in part.rows if row.key == "items")
    assert items.row_label == "Item"
    assert [(row.label, row.text) for row in items.children[1] if row.answered] == [
        ("Kind", "Other"),
        ("Value", "$5.00"),
    ]
    assert items.children[0][1].path == "/items/0/make"


@pytest.mark.parametrize("value", [1, "x", ["x"], {"x": 1}, [[1]], True])
@pytest.mark.parametrize(
    "kind", ["short_text", "money", "date", "time_span", "address", "file", "some_of", "phone", "yes_no"]
)
def test_an_invalid_answer_is_shown_as_it_is(kind, value):
    with translation.override("fr"):
        assert shown(value, kind) != ""
