"""Conditions: one fixture file and a fuzz run, through Python and through JavaScript."""

import json
import random
import time
from pathlib import Path

import pytest

from tests.workflows.definition.javascript import judged_by_javascript
from workflows.definition import established, evaluate

CASES = json.loads((Path(__file__).parent.parent / "conditions.json").read_text(encoding="utf-8"))
KEYS = ["a", "b", "kind", "items", "__proto__", "constructor", "not_sure", "😀"]
VALUES = [
    "", "x", "X", "not_sure", "yes", "9.50", "100.00", "100", "-0", "2026-11-02", "😀", "\ufffd", "\ud83d",
    "é", "e\u0301", 0, 1, 2, -1, 0.1, 1.0, 2**53, 2**53 + 1, 10**400, True, False, None, [], {}, ["x", 1],
    {"not_sure": True}, {"x": 1},
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_python_judges_the_fixture_as_written(case):
    arguments = (case["condition"], case["answers"], case.get("row"))
    assert evaluate(*arguments) is case["holds"]
    assert established(*arguments) is case["established"]


def test_javascript_judges_the_fixture_as_written():
    expected = [(case["holds"], case["established"]) for case in CASES]
    found = judged_by_javascript(CASES)
    assert [case["name"] for case, want, got in zip(CASES, expected, found, strict=True) if want != got] == []


def test_python_and_javascript_agree_on_random_conditions():
    seed = time.time_ns()
    print("seed", seed)
    dice = random.Random(seed)
    cases = [
        {"condition": some_condition(dice, 4), "answers": some_answers(dice), "row": some_answers(dice)}
        for _ in range(5000)
    ]
    found = judged_by_javascript(cases)
    expected = [
        (evaluate(*arguments), established(*arguments))
        for arguments in ((case["condition"], case["answers"], case["row"]) for case in cases)
    ]
    assert [case for case, want, got in zip(cases, expected, found, strict=True) if want != got] == [], seed
    assert 500 < sum(holds for holds, _ in expected) < 4500, seed


def some_condition(dice, depth):
    kind = dice.random()
    if depth and kind < 0.35:
        operator = dice.choice(["all", "any"])
        return {operator: [some_condition(dice, depth - 1) for _ in range(dice.randrange(4))]}
    if depth and kind < 0.45:
        return {"not": some_condition(dice, depth - 1)}
    if depth and kind < 0.55:
        return {"some": [dice.choice(KEYS), some_condition(dice, depth - 1)]}
    if kind < 0.62:
        return {"answered": some_operand(dice)}
    if kind < 0.72:
        among = some_operand(dice) if dice.random() < 0.4 else dice.sample(VALUES, 4)
        return {"in": [some_operand(dice), among]}
    if kind < 0.75:
        return dice.choice(
            [*VALUES, {"eq": [1]}, {"xor": []}, {"all": 1, "any": 1}, json.loads('{"__proto__": []}')]
        )
    return {dice.choice(["eq", "ne", "lt", "le", "gt", "ge"]): [some_operand(dice), some_operand(dice)]}


def some_operand(dice):
    kind = dice.random()
    if kind < 0.5:
        return {"var": dice.choice(KEYS)}
    return {"row": dice.choice(KEYS)} if kind < 0.65 else dice.choice(VALUES)


def some_answers(dice):
    if dice.random() < 0.05:
        return dice.choice(VALUES)
    answers = {key: dice.choice(VALUES) for key in KEYS if dice.random() < 0.7}
    if dice.random() < 0.7:
        rows = [{key: dice.choice(VALUES) for key in dice.sample(KEYS, 3)} for _ in range(dice.randrange(3))]
        answers["items"] = [*rows, *dice.sample(VALUES, dice.randrange(2))]
    return answers
