"""A sum over rows: the server and the browser work it out alike, conditions read it, and nobody can send it."""

import random

import pytest
from django.utils import translation

from tests.workflows.definition.modules import told_by_javascript
from tests.workflows.definition.sample import ask, equals, group, question, stopper
from tests.workflows.definition.test_assess_a_whole_report import TODAY
from workflows.definition import (
    Definition,
    answers_schema,
    assess,
    check_patch,
    counted_answers,
    fields_of_step,
    lint_question,
    present,
    shown_money,
)
from workflows.definition.kinds.numbers import decimal_of
from workflows.definition.structure import COMPUTED
from workflows.definition.sums import total_of

ITEMS = group(
    "items",
    question("kind", "short_text", required=False),
    question("value", "money", required=False, not_sure=True, show_if={"ne": [{"row": "kind"}, "gift"]}),
    question("count", "number", required=False),
    min=0,
)
LIMITS = {"group": "items", "sum": "value", "times": "count"}
TOTAL = question("total_value", COMPUTED, required=False, limits=LIMITS)
BODY = ask(
    ITEMS,
    TOTAL,
    question("receipts", "yes_no", show_if={"gt": [{"var": "total_value"}, "1000.00"]}),
    stopper("too_much", {"gt": [{"var": "total_value"}, "25000.00"]}),
)
ROWS = [{"_id": "a", "value": "600.50"}, {"_id": "b", "value": "200.25", "count": 2}]


def outcome(answers, body=BODY):
    return assess(body, answers, "en", today=TODAY)


def test_the_sum_is_among_the_answers_that_count():
    found = outcome({"items": ROWS, "receipts": "yes"})
    assert found.kept["total_value"] == "1001.00"
    assert list(found.kept) == ["items", "total_value", "receipts"]
    assert found.can_submit


def test_conditions_and_stoppers_read_it():
    assert "receipts" not in outcome({"items": ROWS[:1]}).visible
    assert "receipts" in outcome({"items": ROWS}).visible
    assert outcome({"items": [{"value": "26000"}]}).stopper.key == "too_much"


def test_only_rows_and_values_that_count_are_added():
    rows = [*ROWS, {"kind": "gift", "value": "9000.00"}, {"value": {"not_sure": True}}, {"value": "a lot"}]
    assert outcome({"items": rows}).kept["total_value"] == "1001.00"


@pytest.mark.parametrize("rows", [[], [{"kind": "bike"}], [{"value": {"not_sure": True}}], None, "x", [1]])
def test_without_anything_to_add_there_is_no_sum_and_no_line(rows):
    assert "total_value" not in outcome({"items": rows}).kept
    labels = [row.key for part in present(BODY, {"items": rows}, "en") for row in part.rows]
    assert "total_value" not in labels


@pytest.mark.parametrize("sent", ["1.00", 1, {"x": 1}, "999999", None, {"not_sure": True}, []])
def test_what_somebody_sends_is_not_taken_and_not_refused(sent):
    clean, problems = check_patch(BODY, {"items": ROWS, "total_value": sent}, "en")
    assert problems == []
    assert clean["total_value"] is None
    found = outcome({"items": ROWS, "total_value": sent, "receipts": "no"})
    assert found.kept["total_value"] == "1001.00"
    assert found.can_submit
    assert found.dropped == {}


def test_a_sum_that_is_not_shown_counts_for_nothing():
    hidden = question(
        "total_value", COMPUTED, required=False, limits=LIMITS, show_if=equals("receipts", "yes")
    )
    body = ask(question("receipts", "yes_no"), ITEMS, hidden)
    assert "total_value" not in outcome({"items": ROWS, "receipts": "no"}, body).kept
    assert counted_answers(body, {"items": ROWS, "receipts": "yes"})["total_value"] == "1001.00"
    assert "total_value" not in counted_answers(body, {"items": ROWS, "receipts": "no"})


def test_it_is_shown_and_never_asked():
    assert present(BODY, {"items": ROWS}, "fr")[0].rows[1].text == "1\u202f001,00\u00a0$"
    field = next(
        each for each in fields_of_step(BODY, "only", {"items": ROWS}, "en") if each.kind == COMPUTED
    )
    assert field.value == "1001.00"
    required = ask(ITEMS, {**TOTAL, "required": True})
    assert outcome({}, required).can_submit


def test_the_schema_of_answers_does_not_have_it():
    schema = answers_schema(BODY, "en")
    assert "total_value" not in str(schema)
    # A condition on it is beyond JSON Schema: what must be answered under it is always asked for.
    assert {
        "if": True,
        "then": {
            "properties": {"receipts": schema["allOf"][0]["then"]["properties"]["receipts"]},
            "required": ["receipts"],
        },
    } in schema["allOf"]


@pytest.mark.parametrize(
    ("limits", "part"),
    [
        ({}, "key of the group"),
        ({"group": "receipts"}, "key of the group"),
        ({"group": "items"}, "an amount or a number"),
        ({"group": "items", "sum": "kind"}, "an amount or a number"),
        ({"group": "items", "sum": "value", "times": "kind"}, "multiplied by a number"),
    ],
)
def test_an_editor_is_told_what_a_sum_lacks(limits, part):
    known = Definition.of(BODY).asked
    assert part in lint_question({**TOTAL, "limits": limits}, known, {"items"})[0]


def test_a_sum_comes_after_its_group_and_beside_it():
    known = Definition.of(BODY).asked
    assert lint_question(TOTAL, known, {"items"}) == []
    assert "before the group" in lint_question(TOTAL, known, set())[0]
    assert "beside the group" in lint_question({**TOTAL, "key": "other"}, known, {"items"})[0]
    assert "nobody can be asked" in lint_question({**TOTAL, "required": True}, known, {"items"})[0]
    assert "Not sure" in lint_question({**TOTAL, "not_sure": True}, known, {"items"})[0]


SPELLINGS = [
    *(
        "120",
        "1,200.5",
        "1 200,50 $",
        "1\u202f200,50\u00a0$",
        "$1,200",
        "CA$ 12.5",
        "cad12",
        "12cad",
        "1.200,50",
    ),
    *(
        "1.200",
        "12,5,5",
        "",
        " ",
        "-5",
        "+5",
        "\u22125",
        ".5",
        "5.",
        "1e3",
        "0x10",
        "١٢",
        "12\u200b",
        "$",
        "$$5",
    ),
    *(
        "9" * 15,
        "9" * 16,
        "0.005",
        "0.015",
        "1,000,000",
        "1.000.000",
        "1,00",
        "a lot",
        "12\x1f",
        "\x8512",
        "1\ufeff2",
    ),
    *("ſ5", "5ſ$", "CAD$5", "ca$5ca", "5$ca", "x" * 70, "5" + " " * 70, "😀" * 60 + "5"),
    *(
        "0,005",
        "0,500",
        "012,345",
        "0.005,5",
        "0.005.005",
        "00,5",
        "1" + " " * 58 + "0",
        "1" + " " * 59 + "0",
    ),
]
VALUES = [
    *SPELLINGS,
    *(0, 1, 2, 2.5, 0.1, 0.30000000000000004, 1e-7, 1e-6, 1e15, 1e16, 123456.78, -3, True, False, None),
    *({"not_sure": True}, [], ["5"], {"value": "5"}),
]


def random_rows(chance):
    return [
        chance.choice(
            [{}, {"value": chance.choice(VALUES), "count": chance.choice(VALUES)}, chance.choice(VALUES)]
        )
        for _ in range(chance.randint(0, 6))
    ]


def test_the_browser_adds_up_as_the_server_does():
    seed = random.randrange(10**9)
    chance = random.Random(seed)
    cases = [[{"value": value}] for value in VALUES]
    cases += [[{"value": "3.00", "count": value}] for value in VALUES]
    cases += [random_rows(chance) for _ in range(3000)]
    for times in ("", "count"):
        told = told_by_javascript("computed.js", f'totalOf(each, "value", "{times}")', cases)
        for rows, total in zip(cases, told, strict=True):
            assert total == total_of(rows, "value", times), (seed, rows)


def test_the_browser_writes_and_reads_amounts_as_the_server_does():
    amounts = ["0.00", "0.05", "999.90", "1000.00", "1234567.89", "-5.25", "-1234.00"]
    for language in ("en", "fr"):
        told = told_by_javascript("computed.js", f'shownMoney(each, "{language}")', amounts)
        with translation.override(language):
            assert told == [shown_money(decimal_of(each)) for each in amounts]
    for text, number in zip(
        SPELLINGS, told_by_javascript("computed.js", "numberIn(each)", SPELLINGS), strict=True
    ):
        found = decimal_of(text)
        assert number == (None if found is None else float(found)), text


def test_a_sum_is_exact_and_never_too_long_for_a_condition():
    assert total_of([{"value": "0.10"}] * 3, "value") == "0.30"
    assert total_of([{"value": "0.01", "count": 0.5}], "value", "count") == "0.01"
    assert total_of([{"value": "-0.01", "count": 0.5}], "value", "count") == "-0.01"
    assert total_of([{"value": "9" * 15, "count": 10**12}] * 50, "value", "count") == "999999999999.99"
