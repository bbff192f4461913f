"""Sums over rows, in exact cents. The twin in the browser is forms/static/forms/computed.js, held equal by a test."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from workflows.definition.kinds.numbers import amount_in, decimal_of
from workflows.definition.structure import Definition

# Numbers count in billionths, so that a quantity may have nine decimals.
_UNIT = 10**9
_CENT = _UNIT // 100
_LARGEST = 99_999_999_999_999
# Below this JavaScript writes a number with an exponent, which neither side reads.
_SMALLEST = 1e-6


def sums_of(definition: Definition, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return the value of each computed question that has anything to add, by key."""
    found = {}
    for question in definition.computed:
        limits = question.limits
        total = total_of(answers.get(limits.get("group", "")), limits.get("sum"), limits.get("times"))
        if total is not None:
            found[question.key] = total
    return found


def total_of(rows: Any, sum_key: Any, times_key: Any = None) -> str | None:
    """Return the sum over rows as an amount, None when no row has anything to add.

    What cannot be read as an amount, "Not sure" too, adds nothing; a quantity that cannot be read counts as one.
    """
    total: int | None = None
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            continue
        amount = _scaled_amount(row.get(sum_key))
        if amount is None or amount % _CENT:
            continue
        quantity = _scaled(row.get(times_key)) if times_key else None
        total = (total or 0) + amount // _CENT * (_UNIT if quantity is None else quantity)
    return None if total is None else _as_text(_rounded(total))


def _scaled_amount(value: Any) -> int | None:
    return _scaled_decimal(amount_in(value)) if isinstance(value, str) else _scaled(value)


def _scaled(value: Any) -> int | None:
    if isinstance(value, str):
        return _scaled_decimal(decimal_of(value))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    if value and not _SMALLEST <= abs(value) < 10**15:
        return None
    return _scaled_decimal(decimal_of(f"{Decimal(repr(value)):f}"))


def _scaled_decimal(number: Decimal | None) -> int | None:
    return None if number is None else int(number * _UNIT)


def _rounded(total: int) -> int:
    """Return cents; half a cent goes away from nothing."""
    size = min((abs(total) + _UNIT // 2) // _UNIT, _LARGEST)
    return -size if total < 0 else size


def _as_text(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
