"""Limits of the kinds as an editor writes them: read, written back, and following a key under a prefix."""

import pytest

from forms import conditions, parts
from forms.blocks import KIND_NAMES
from forms.limits import foreign, read_limit, write_limit
from tests.workflows.definition.sample import group, question
from workflows.definition import kind_names


@pytest.mark.parametrize(
    ("name", "written", "kind", "value"),
    [
        ("parts", "first_name\nlast_name\n", "person", ["first_name", "last_name"]),
        ("required_parts", "plate", "vehicle", ["plate"]),
        ("format", " imei ", "serial_number", "imei"),
        ("group", "items", "computed", "items"),
        ("min", "today-30", "date", "today-30"),
        ("max", "lost_on+7", "time_span", "lost_on+7"),
        ("max", "2026-11-02", "time_span", "2026-11-02"),
        ("max_size", "2", "file", 2),
        ("max_length", "500", "statement", 500),
        ("max_length", "[" * 100_000, "statement", "[" * 100_000),
    ],
)
def test_a_limit_is_read_as_it_is_written(name, written, kind, value):
    assert read_limit(name, written, kind) == value
    assert read_limit(name, write_limit(name, value), kind) == value
    assert foreign([name], kind) == []


def test_a_limit_of_another_kind_is_foreign():
    assert foreign(["parts", "format", "sum"], "money") == ["parts", "format", "sum"]


def test_every_kind_has_a_name_for_editors():
    assert set(kind_names()) <= KIND_NAMES.keys()


def test_limits_follow_the_keys_of_a_part_under_a_prefix():
    items = [
        question("lost_on", "date"),
        question("found_on", "date", limits={"min": "lost_on + 7", "max": "today"}),
        group("things", question("value", "money"), question("bought", "date", limits={"max": "lost_on"})),
        question("total", "computed", limits={"group": "things", "sum": "value"}),
    ]
    found = {each["key"]: each for each in parts.prefixed(items, "first")}
    assert found["first_found_on"]["limits"] == {"min": "first_lost_on + 7", "max": "today"}
    assert found["first_total"]["limits"] == {"group": "first_things", "sum": "value"}
    assert found["first_things"]["questions"][1]["limits"] == {"max": "first_lost_on"}


def test_in_a_row_the_rows_own_key_is_meant():
    rows = group("things", question("lost_on", "date"), question("bought", "date", limits={"max": "lost_on"}))
    found = parts.prefixed([question("lost_on", "date"), rows], "first")[1]
    assert found["questions"][1]["limits"] == {"max": "lost_on"}


def test_a_condition_on_consent_compares_with_true():
    agreed = {"eq": [{"var": "agreed"}, True]}
    raw = conditions.from_json(agreed, {"agreed": "consent"})
    assert raw["advanced"] == ""
    assert conditions.to_json(raw, {"agreed": "consent"}) == agreed
