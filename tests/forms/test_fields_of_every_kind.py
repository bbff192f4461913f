"""Every kind on the page: labelled, explained, led to by its errors, and posted back as what was shown."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from lxml import html

from forms.fields import errors_of
from tests.workflows.definition.every_kind import CASES
from tests.workflows.definition.sample import ask, choices, group, question
from tests.workflows.definition.test_assess_a_whole_report import TODAY
from workflows.definition import assess, check_patch, fields_of_step, read_post

every_kind = pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)


def drawn(body, answers, language="en"):
    """Return what a step shows for answers, as HTML and as links to its errors."""
    clean, _wrong = check_patch(body, answers, language)
    problems = assess(body, clean, language, today=TODAY).problems
    with translation.override(language):
        items = fields_of_step(body, "only", clean, language, problems)
        inner = "".join(
            render_to_string("forms/includes/item.html", {"item": item, "files": {}}) for item in items
        )
    return html.fromstring(f"<form>{inner}</form>"), errors_of(items, problems)


def ids(page):
    return [each.get("id") for each in page.iter() if each.get("id")]


def posted(page):
    """Return what a browser would send."""
    post = QueryDict(mutable=True)
    for each in page.iter("textarea"):
        each.text = (each.text or "").removeprefix("\n")  # as browsers do
    for name, value in page.fields.items():
        if value is not None and name != "_shown":
            post.setlist(name, list(value) if isinstance(value, set) else [value])
    return post


@every_kind
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_input_is_labelled_and_explained_by_what_is_there(case, language):
    asked = question("it", case.kind, not_sure=True, help={"en": "Help", "fr": "Aide"}, **case.rest)
    for answers in ({}, {"it": case.normal}, {"it": case.refused}):
        page, _errors = drawn(ask(asked), answers, language)
        there = ids(page)
        assert len(there) == len(set(there))
        for each in page.iter("input", "select", "textarea"):
            if each.get("type") != "hidden":
                labelled = page.xpath("//label[@for=$id]", id=each.get("id")) or each.get("aria-label")
                assert labelled, each.get("name")
        for each in page.xpath("//*[@aria-describedby]"):
            assert set(each.get("aria-describedby").split()) <= set(there)
        for each in page.xpath("//label[@for]"):
            assert each.get("for") in there


@every_kind
def test_an_error_leads_to_an_input_that_mends_it(case):
    body = ask(question("it", case.kind, **case.rest))
    for answers in ({}, {"it": case.refused}):
        page, errors = drawn(body, answers)
        assert errors
        for address, sentence in errors:
            (found,) = page.xpath("//*[@id=$id]", id=address[1:])
            assert found.tag in {"input", "select", "textarea"}
            if answers:
                assert sentence in page.text_content()


@every_kind
def test_what_is_shown_is_posted_back(case):
    asked = question("it", case.kind, **case.rest)
    if case.kind == "file":
        return
    page, _errors = drawn(ask(asked), {"it": case.normal})
    assert check_patch(ask(asked), {"it": read_post(asked, posted(page))}, "en")[0]["it"] == case.normal


def test_in_a_row_of_a_group_too():
    rows = group("items", question("thing", "vehicle"), question("serial", "serial_number", required=False))
    page, errors = drawn(ask(rows), {"items": [{"thing": {"year": "old"}}, {}]})
    assert [address for address, _sentence in errors] == ["#items-0-thing-year", "#items-1-thing-plate"]
    assert {"items-0-thing-year", "items-1-thing-plate", "items-1-serial"} <= set(ids(page))


def test_only_ones_own_data_is_filled_in_by_the_browser():
    page, _errors = drawn(ask(question("you", "person"), question("other", "person")), {})
    filled = {
        each.get("name"): each.get("autocomplete") for each in page.iter("input") if each.get("autocomplete")
    }
    assert filled["you-first_name"] == "given-name"
    assert filled["you-phone"] == "tel"
    assert filled["other-first_name"] == filled["other-phone"] == "off"


def test_parts_that_may_stay_empty_say_so_where_others_may_not():
    page, _errors = drawn(ask(question("it", "person")), {})
    marked = [each.get("for") for each in page.iter("label") if "(optional)" in each.text_content()]
    assert "it-phone" in marked
    assert "it-first_name" not in marked
    free, _errors = drawn(ask(question("it", "suspect")), {})
    assert "Fill in what you know" in free.text_content()
    assert "(optional)" not in free.text_content()


def test_a_plate_may_be_from_a_province_a_state_or_elsewhere():
    page, _errors = drawn(ask(question("it", "vehicle")), {"it": {"province": "minnesota"}}, "fr")
    groups = {each.get("label"): len(each) for each in page.iter("optgroup")}
    assert list(groups.values()) == [13, 51, 2]
    assert [each.get("value") for each in page.xpath("//option[@selected]")] == ["MN"]


def test_a_statement_lists_its_points_and_counts_its_characters():
    points = question("it", "statement", choices=choices("who", "when"), limits={"max_length": 500})
    page, _errors = drawn(ask(points), {})
    assert [each.text_content().strip() for each in page.iter("li")] == ["Who", "When"]
    assert "up to 500 characters" in page.text_content()
    assert page.xpath("//*[@data-module='govuk-character-count']/@data-maxlength") == ["500"]


@pytest.mark.parametrize("broken", ["500", True, -1, [], None])
def test_a_broken_limit_counts_nothing(broken):
    page, _errors = drawn(ask(question("it", "statement", limits={"max_length": broken})), {})
    assert not page.xpath("//*[@data-module]")


def test_a_sum_is_shown_and_not_an_input():
    items = group("items", question("value", "money"))
    total = question("total", "computed", required=False, limits={"group": "items", "sum": "value"})
    page, _errors = drawn(ask(items, total), {"items": [{"value": "1200.50"}]}, "fr")
    (output,) = page.iter("output")
    assert output.text == "1\u202f200,50\u00a0$"
    assert '"group": "items"' in output.get("data-sum")
    assert "total" not in posted(page)


def test_sentences_for_while_typing_are_in_the_language_of_the_page():
    page, _errors = drawn(ask(question("it", "vehicle"), question("card", "card_ending")), {}, "fr")
    (line,) = page.xpath("//*[@id='it-vin-watch']")
    assert line.get("role") == "status"
    assert line.get("data-hint-vin-check")
    (ending,) = page.xpath("//*[@name='card-last_four']")
    assert ending.get("data-hint-at") == "card-last_four-watch"
    assert ending.get("data-discreet") is not None


def test_what_is_saved_and_may_be_mistyped_is_said_when_the_page_opens():
    page, _errors = drawn(ask(question("it", "serial_number")), {"it": "490154203237519"})
    assert "does not fit" in page.xpath("//*[@id='it-watch']")[0].text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "$900.00, November 2, 2026"), ("fr", "900,00\u00a0$, 2 novembre 2026")],
)
def test_a_closed_card_says_amounts_and_days_as_people_do(language, words):
    body = ask(group("items", question("worth", "money"), question("lost_on", "date"), min=0, max=5))
    rows = [{"worth": "900.00", "lost_on": "2026-11-02"}, {"worth": "1e999999", "lost_on": "2026-99-99"}]
    page, _errors = drawn(body, {"items": rows}, language)
    shown = [each.text for each in page.xpath("//*[@class='card__summary']")]
    assert shown == [words, "1e999999, 2026-99-99"]
