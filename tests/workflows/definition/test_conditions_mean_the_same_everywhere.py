"""Conditions: one fixture file and a fuzz run, through Python and through JavaScript.

`make test` compares 5,000 random conditions, CI 100,000, `make fuzz` 1,000,000. The seed is printed and is in the
failure; `CONDITION_SEED=… CONDITION_CASES=…` runs the same ones again.
"""

import json
import os
import random
import time
from pathlib import Path

import pytest

from tests.workflows.definition.javascript import javascript
from tests.workflows.definition.random_conditions import random_case, written
from workflows.definition import established, evaluate

CASES = json.loads((Path(__file__).parent.parent / "conditions.json").read_text(encoding="utf-8"))
RANDOM_CASES = int(os.environ.get("CONDITION_CASES", "5000"))
AT_ONCE = 1000


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_python_judges_the_fixture_as_written(case):
    assert by_python(case) == (case["holds"], case["established"])


def test_javascript_judges_the_fixture_as_written():
    with javascript() as judge:
        found = judge(json.dumps(CASES))
    expected = [(case["holds"], case["established"]) for case in CASES]
    assert [case["name"] for case, want, got in zip(CASES, expected, found, strict=True) if want != got] == []


@pytest.mark.fuzz
def test_python_and_javascript_agree_on_random_conditions(record_property):
    seed = int(os.environ.get("CONDITION_SEED") or time.time_ns())
    record_property("random conditions", f"CONDITION_CASES={RANDOM_CASES} CONDITION_SEED={seed}")
    dice, holds = random.Random(seed), 0
    with javascript() as judge:
        for start in range(0, RANDOM_CASES, AT_ONCE):
            line = written([random_case(dice) for _ in range(min(AT_ONCE, RANDOM_CASES - start))])
            cases, found = json.loads(line), judge(line)
            expected = [by_python(case) for case in cases]
            differing = [case for case, *two in zip(cases, expected, found, strict=True) if two[0] != two[1]]
            assert differing == [], f"CONDITION_SEED={seed}"
            holds += sum(each[0] for each in expected)
    assert RANDOM_CASES * 0.2 < holds < RANDOM_CASES * 0.8, seed


def by_python(case):
    arguments = (case["condition"], case["answers"], case.get("row"))
    return evaluate(*arguments), established(*arguments)
