"""Conditions and answers at random: rows, emoji, names that JavaScript's objects have, amounts, depth, nonsense."""

import json
import random
from collections.abc import Callable
from typing import Any

from workflows.definition.conditions import DEEPEST_CONDITION

Json = Any
OPERATORS = ["eq", "ne", "lt", "le", "gt", "ge"]
KEYS = [
    "a",
    "b",
    "kind",
    "items",
    "people",
    "__proto__",
    "constructor",
    "toString",
    "not_sure",
    "length",
    "😀",
    "",
]
GROUPS = ["items", "people", "__proto__", "constructor", "toString"]
# JSON has no word for them, but 1e999 is a number that both languages read as infinite.
INFINITE = ["#1e999", "#-1e999"]
NUMBERS = [
    0,
    -0.0,
    1,
    1.0,
    2,
    -1,
    0.1,
    0.1 + 0.2,
    9.5,
    1e-320,
    1.7e308,
    2**53,
    2**53 + 1,
    -(2**63),
    10**400,
    -(10**400),
]
TEXTS = [
    "", " ", "x", "X", "é", "e\u0301", "yes", "not_sure", "true", "null", "NaN", "Infinity", "-Infinity", "undefined",
    "2026-11-02", "2026-1-2", "__proto__", "constructor", "\u200b", "\u0000", "\n",
]  # fmt: skip
AMOUNTS = [
    "0", "-0", "0.0", "-0.00", "9.50", "9.5", "100", "100.00", "100.5", "100.49", "-9.50", "--1", "+1", ".5", "5.",
    "1e3", "0x10", "1_000", "1 000", "1,000", " 1", "1\n", "9.501", "999999999999999.99", "999999999999999",
    "1000000000000000", "١", "１", "00012", "$5",
]  # fmt: skip
ASTRAL = [
    "😀", "😁", "😀x", "x😀", "\U00010000", "\U0010ffff", "\uffff", "\ufffd", "\ue000", "\ud7ff", "\ud83d", "\ude00",
    "\ude00\ud83d", "\ud83dx", "👩\u200d👩", "🇨🇦", "𝔸",
]  # fmt: skip
UNSURE = [
    {"not_sure": True},
    {"not_sure": False},
    {"not_sure": 1},
    {"not_sure": True, "x": 1},
    {"not_sure": None},
]
OTHERS = [True, False, None, [], {}, ["x", 1], [None], [[]], {"x": 1}, {"__proto__": {"x": 1}}, {"var": "a"}]
VALUES: list[Json] = [*NUMBERS, *INFINITE, *TEXTS, *AMOUNTS, *ASTRAL, *UNSURE, *OTHERS]
# What does not happen often must meet its like often enough to be compared.
KINDS: list[list[Json]] = [VALUES, NUMBERS, AMOUNTS, ASTRAL, ["x", "yes", "not_sure", True, 1, *UNSURE[:1]]]
BROKEN: list[Json] = [
    *OTHERS, *NUMBERS[:3], "eq", {"xor": []}, {"EQ": [1, 1]}, {"eq": [1]}, {"eq": [1, 1, 1]}, {"eq": {}}, {"eq": None},
    {"all": {}}, {"all": 1, "any": 1}, {"any": "x"}, {"some": ["items"]}, {"some": [1, None]}, {"some": "items"},
    {"in": ["x"]}, {"in": ["x", "xyz"]}, {"__proto__": []}, {"constructor": [1, 1]}, {"toString": []},
    {"hasOwnProperty": ["a"]}, {"not": []}, {"var": "a"}, {"row": "a"},
]  # fmt: skip


def random_case(dice: random.Random) -> Json:
    """Return a condition with the answers, and mostly the row, that it is to be judged for."""
    case = {"condition": condition(dice, 4), "answers": answers(dice)}
    if dice.random() < 0.8:
        case["row"] = row(dice)
    return case


def written(cases: list[Json]) -> str:
    """Return cases as one line of JSON, as both languages read it."""
    text = json.dumps(cases)
    for each in INFINITE:
        text = text.replace(f'"{each}"', each[1:])
    return text


def condition(dice: random.Random, depth: int) -> Json:
    """Return a condition; one in fifty is deeper than any editor makes it, one in thirty malformed."""
    chance = dice.random()
    if chance < 0.02 and depth == 4:
        return deep(dice)
    if chance < 0.05:
        return dice.choice(BROKEN)
    if depth and chance < 0.5:
        return _PARTS[dice.randrange(len(_PARTS))](dice, depth - 1)
    return comparison(dice)


def _all(dice: random.Random, depth: int) -> Json:
    return {"all": [condition(dice, depth) for _ in range(dice.randrange(4))]}


def _any(dice: random.Random, depth: int) -> Json:
    return {"any": [condition(dice, depth) for _ in range(dice.randrange(4))]}


def _not(dice: random.Random, depth: int) -> Json:
    return {"not": condition(dice, depth)}


def _some(dice: random.Random, depth: int) -> Json:
    return {"some": [dice.choice(GROUPS if dice.random() < 0.9 else VALUES), condition(dice, depth)]}


_PARTS: list[Callable[[random.Random, int], Json]] = [_all, _any, _not, _some, _some]


def deep(dice: random.Random) -> Json:
    """Return a condition about as deep as is still read."""
    inner = comparison(dice)
    for _ in range(dice.randrange(DEEPEST_CONDITION - 3, DEEPEST_CONDITION + 3)):
        wrap = dice.random()
        if wrap < 0.4:
            inner = {"not": inner}
        elif wrap < 0.8:
            inner = {dice.choice(["all", "any"]): [inner]}
        else:
            inner = {"some": [dice.choice(GROUPS), inner]}
    return inner


def comparison(dice: random.Random) -> Json:
    """Return a condition without conditions in it."""
    values, chance = dice.choice(KINDS), dice.random()
    if chance < 0.12:
        return {"answered": operand(dice, values)}
    if chance < 0.3:
        listed = dice.random() < 0.7
        among = dice.choices(values, k=dice.randrange(5)) if listed else operand(dice, values)
        return {"in": [operand(dice, values), among]}
    return {dice.choice(OPERATORS): [operand(dice, values), operand(dice, values)]}


def operand(dice: random.Random, values: list[Json]) -> Json:
    """Return an answer's key, a key of the row, or a literal."""
    chance = dice.random()
    if chance < 0.45:
        return {"var": dice.choice(KEYS)}
    if chance < 0.7:
        return {"row": dice.choice(KEYS)}
    return dice.choice(values)


def answers(dice: random.Random) -> Json:
    """Return the answers of a report, most with groups; some are none at all."""
    if dice.random() < 0.04:
        return dice.choice(VALUES)
    found = row(dice, often=0.6)
    if isinstance(found, dict):
        return {**found, **{key: rows(dice) for key in GROUPS if dice.random() < 0.5}}
    return found


def rows(dice: random.Random) -> Json:
    """Return the rows of a group: none, some, null, or what is no list of rows."""
    if dice.random() < 0.08:
        return dice.choice(VALUES)
    return [row(dice) for _ in range(dice.randrange(4))]


def row(dice: random.Random, often: float = 0.4) -> Json:
    """Return a row; one in ten is null, missing or something else."""
    if dice.random() < 0.1:
        return dice.choice([None, None, *OTHERS, "x", 1])
    values = dice.choice(KINDS)
    return {key: dice.choice(values) for key in KEYS if dice.random() < often}
