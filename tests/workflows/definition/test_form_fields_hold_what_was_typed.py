"""HTML fields to answers and back: nothing typed is lost, whether it can be read or not."""

import pytest
from django.http import QueryDict

from tests.workflows.definition.sample import ANSWERS, THEFT, ask, choices, equals, group, question
from workflows.definition import check_patch, field_name, fields_of_step, initial_for, read_post

NS = {"not_sure": True}


def post(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def read(kind, fields, **rest):
    return read_post(question("it", kind, **rest), post(**fields))


@pytest.mark.parametrize(
    ("kind", "fields", "value"),
    [
        ("short_text", {"it": "Trek"}, "Trek"),
        ("short_text", {"it": ""}, None),
        ("short_text", {}, None),
        ("some_of", {"it": ["red", "blue"]}, ["red", "blue"]),
        ("date", {"it": "2 nov 2026"}, "2026-11-02"),
        ("date", {"it": "02/11/2026"}, "02/11/2026"),
        ("address", {"it__street": "1 Main", "it__city": ""}, {"street": "1 Main"}),
        ("address", {"it__street": ""}, None),
        ("file", {"it": ["a", "b"]}, ["a", "b"]),
        ("time_span", {"it__precision": "about"}, None),
        (
            "time_span",
            {"it__precision": "about", "it__from_date": "2026-11-02", "it__from_time": "1:30 pm"},
            {"precision": "about", "from": "2026-11-02T13:30"},
        ),
        (
            "time_span",
            {
                "it__precision": "exact",
                "it__from_date": "2026-11-02",
                "it__from_time": "",
                "it__to_date": "2026-11-03",
            },
            {"precision": "exact", "from": "2026-11-02T"},
        ),
    ],
)
def test_reads_what_was_posted(kind, fields, value):
    assert read(kind, fields, choices=choices("red", "blue")) == value


def test_not_sure_counts_when_nothing_was_typed():
    assert read("money", {"it": "", "it__not_sure": "true"}, not_sure=True) == NS
    assert read("address", {"it__city": "  ", "it__not_sure": "true"}, not_sure=True) == NS
    assert read("money", {"it": "12", "it__not_sure": "true"}, not_sure=True) == "12"
    assert read("money", {"it": "", "it__not_sure": "true"}) is None
    assert read("one_of", {"it": "not_sure"}, not_sure=True, choices=choices("red")) == NS
    assert read("yes_no", {"it": "not_sure"}, not_sure=True) == "not_sure"


def test_rows_are_read_in_order_with_their_ids():
    items = group("items", question("kind", "short_text"), question("value", "money", not_sure=True))
    later = {"items__10___id": "r2", "items__10__kind": "phone", "items__10__value__not_sure": "true"}
    first = {"items__2___id": "r1", "items__2__kind": "bike", "items__2__value": "12"}
    fields = post(**later, **first)
    assert read_post(items, fields) == [
        {"_id": "r1", "kind": "bike", "value": "12"},
        {"_id": "r2", "kind": "phone", "value": NS},
    ]
    assert read_post(items, post()) is None


def test_a_row_just_added_is_kept():
    items = group("items", question("kind", "short_text"))
    assert read_post(items, post(items__0___id="r1", items__0__kind="")) == [{"_id": "r1"}]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("short_text", {"it": "Trek"}),
        ("phone", {"it": "12"}),
        ("date", {"it": "someday"}),
        ("money", {"it": "a lot"}),
        ("number", {"it": "ten"}),
        (
            "time_span",
            {
                "it-precision": "between",
                "it-from_date": "Tuesday",
                "it-from_time": "13:30 CST",
                "it-to_date": "x",
            },
        ),
        ("time_span", {"it-precision": "exact", "it-from_date": "2026-11-02", "it-from_time": "about Tea"}),
        ("address", {"it-street": "1 Main", "it-postal_code": "90210"}),
        ("some_of", {"it": ["red", "green"]}),
        ("money", {"it": "", "it-not_sure": "true"}),
    ],
)
def test_what_was_typed_comes_back_as_it_was(kind, fields):
    asked = question("it", kind, not_sure=True, choices=choices("red", "blue"))
    value = read_post(asked, post(**{name.replace("-", "__"): typed for name, typed in fields.items()}))
    saved = check_patch(ask(asked), {"it": value}, "en")[0]["it"]
    assert {name: typed for name, typed in initial_for(asked, saved).items() if typed} == {
        k: v for k, v in fields.items() if v
    }


def test_problems_lead_to_their_fields():
    assert field_name("/items/0/serial_number") == "items-0-serial_number"
    assert field_name("/incident_time/from") == "incident_time-from_date"
    assert field_name("/address/postal_code") == "address-postal_code"


def test_a_step_has_everything_a_template_draws():
    wrong = {**ANSWERS, "items": [{"_id": "r1", "kind": "bike", "serial_number": "?", "value": NS}]}
    clean, problems = check_patch(THEFT, wrong, "en")
    items, count, colours, photos = fields_of_step(THEFT, "items", clean, "en", problems)
    by_key = {field.key: field for field in items.rows[0].fields}
    assert items.rows[0].id == "r1"
    assert by_key["serial_number"].name == "items-0-serial_number"
    assert [problem.code for problem in by_key["serial_number"].problems] == ["pattern"]
    assert by_key["value"].not_sure
    assert by_key["kind"].options[0].checked
    assert not by_key["witness"].shown
    assert count.value == "2"
    assert [option.checked for option in colours.options] == [True, False, False]
    assert photos.kind == "file"


def test_a_group_that_needs_rows_shows_empty_ones():
    items = fields_of_step(THEFT, "items", {}, "en")[0]
    assert [row.index for row in items.rows] == [0]


def test_conditions_see_the_empty_rows_that_are_shown_as_the_browser_does():
    filled = {"some": ["items", {"not": {"answered": {"row": "name"}}}]}
    rows = group("items", question("name", "short_text"), min=1)
    body = ask(
        rows,
        question("why", "short_text", show_if=filled),
        question("ok", "short_text", show_if={"not": filled}),
    )
    shown = {each.key: each.shown for each in fields_of_step(body, "only", {}, "en")}
    assert shown == {"items": True, "why": True, "ok": False}
    named = fields_of_step(body, "only", {"items": [{"name": "Lamp"}]}, "en")
    assert [each.shown for each in named] == [True, False, True]


def test_parts_of_an_address_have_their_own_problems():
    body = ask(question("it", "address", show_if=equals("x", "y")))
    answers, problems = check_patch(
        body, {"it": {"street": "1 Main", "province": "MB", "postal_code": "1"}}, "en"
    )
    field = fields_of_step(body, "only", answers, "en", problems)[0]
    assert list(field.part_problems) == ["postal_code"]
    assert [option.token for option in field.options if option.checked] == ["MB"]
    assert not field.shown
