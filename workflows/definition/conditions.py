"""Conditions: the one small language for visibility, stoppers, routing, alerts and the offence map.

Total and without coercion: nothing raises, values of different types are never equal, a missing answer
makes every comparison false (`ne` true), a malformed condition is false. docs/definition.md has the
table; static/workflows/conditions.js is the same in the browser, held equal by tests/workflows/conditions.json.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

DEEPEST_CONDITION = 32
NOT_SURE = "not_sure"
ORDERS: Mapping[str, Callable[[int], bool]] = {
    "lt": lambda sign: sign < 0,
    "le": lambda sign: sign <= 0,
    "gt": lambda sign: sign > 0,
    "ge": lambda sign: sign >= 0,
}
_MONEY = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")


class _Missing:
    """The value of an answer that is not there."""


MISSING = _Missing()


class _Scope(NamedTuple):
    answers: object
    # What each `some` came to, by its body and depth. It does not see the row around it, so it is judged once and
    # not for each of the rows: one within another, and so on, would else never come to an end.
    judged: dict[tuple[int, int], bool | None]
    row: object = None
    # Strict: what hangs on a missing answer is not known, and that is None.
    strict: bool = False
    depth: int = 0


def evaluate(condition: object, answers: object, row: object = None) -> bool:
    """Say whether `condition` holds for `answers`, inside `row` if given; no condition (None) always holds."""
    return condition is None or _judge(condition, _Scope(answers, {}, row)) is True


def established(condition: object, answers: object, row: object = None) -> bool:
    """Say whether `condition` holds whatever the missing answers turn out to be (used for stoppers)."""
    return _judge(condition, _Scope(answers, {}, row, strict=True)) is True


def is_answered(value: object) -> bool:
    """Say whether `value` is an answer: there, and not an empty text, list or object."""
    return value is not MISSING and value is not None and value not in ("", [], {})


def is_not_sure(value: object) -> bool:
    """Say whether `value` is the answer "Not sure" of a question that is not yes or no."""
    return isinstance(value, dict) and len(value) == 1 and value.get(NOT_SURE) is True


def _judge(condition: object, scope: _Scope) -> bool | None:
    if condition is None:
        return True
    if scope.depth >= DEEPEST_CONDITION or not isinstance(condition, dict) or len(condition) != 1:
        return False
    ((operator, body),) = condition.items()
    if operator not in _OPERATORS:
        return False
    return _OPERATORS[operator](
        body, _Scope(scope.answers, scope.judged, scope.row, scope.strict, scope.depth + 1)
    )


def _all(body: object, scope: _Scope) -> bool | None:
    if not isinstance(body, list):
        return False
    found = [_judge(each, scope) for each in body]
    return False if False in found else None if None in found else True


def _any(body: object, scope: _Scope) -> bool | None:
    if not isinstance(body, list):
        return False
    return _either([_judge(each, scope) for each in body])


def _either(found: list[bool | None]) -> bool | None:
    return True if True in found else None if None in found else False


def _not(body: object, scope: _Scope) -> bool | None:
    inner = _judge(body, scope)
    return None if inner is None else not inner


def _some(body: object, scope: _Scope) -> bool | None:
    if not isinstance(body, list) or len(body) != 2:
        return False
    rows = _own(scope.answers, body[0])
    if not isinstance(rows, list) or not rows:
        return None if scope.strict else False
    place = (id(body), scope.depth)
    if place not in scope.judged:
        scope.judged[place] = _either([_judge(body[1], scope._replace(row=row)) for row in rows])
    return scope.judged[place]


def _answered(body: object, scope: _Scope) -> bool | None:
    if is_answered(_value(body, scope)):
        return True
    return None if scope.strict else False


def _equal(body: object, scope: _Scope) -> bool | None:
    return _compare(body, scope, are_equal)


def _unequal(body: object, scope: _Scope) -> bool | None:
    if not isinstance(body, list) or len(body) != 2:
        return False
    equal = _compare(body, scope, are_equal)
    return None if equal is None else not equal


def _order(test: Callable[[int], bool]) -> Callable[[object, _Scope], bool | None]:
    def holds(left: object, right: object) -> bool:
        sign = order_of(left, right)
        return sign is not None and test(sign)

    return lambda body, scope: _compare(body, scope, holds)


def _compare(body: object, scope: _Scope, holds: Callable[[object, object], bool]) -> bool | None:
    if not isinstance(body, list) or len(body) != 2:
        return False
    left, right = (_value(each, scope) for each in body)
    if not is_answered(left) or not is_answered(right):
        return None if scope.strict else False
    return holds(left, right)


def _in(body: object, scope: _Scope) -> bool | None:
    if not isinstance(body, list) or len(body) != 2:
        return False
    left = _value(body[0], scope)
    among = body[1] if isinstance(body[1], list) else _value(body[1], scope)
    if not is_answered(left) or (not isinstance(body[1], list) and not is_answered(among)):
        return None if scope.strict else False
    return isinstance(among, list) and any(are_equal(left, each) for each in among)


def _value(operand: object, scope: _Scope) -> object:
    """Return what `operand` stands for: an answer, a value of the row, or itself."""
    if isinstance(operand, dict) and len(operand) == 1:
        ((place, key),) = operand.items()
        if place == "var":
            return _own(scope.answers, key)
        if place == "row":
            return _own(scope.row, key)
    return operand if isinstance(operand, str | int | float) else MISSING


def _own(holder: object, key: object) -> object:
    if isinstance(holder, dict) and isinstance(key, str):
        return holder.get(key, MISSING)
    return MISSING


def are_equal(left: object, right: object) -> bool:
    """Compare two values without coercion; the answer "Not sure" equals the literal `not_sure`."""
    left, right = _as_token(left), _as_token(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return _as_double(left) == _as_double(right)
    return False


def order_of(left: object, right: object) -> int | None:
    """Return -1, 0 or 1 for two numbers or two texts (by code point; amounts such as "9.50" by value), else None."""
    if isinstance(left, bool) or isinstance(right, bool):
        return None
    if isinstance(left, str) and isinstance(right, str):
        if _MONEY.fullmatch(left) and _MONEY.fullmatch(right):
            return _sign(_cents(left), _cents(right))
        return _sign(left, right)
    if isinstance(left, int | float) and isinstance(right, int | float):
        first, second = _as_double(left), _as_double(right)
        return None if math.isnan(first) or math.isnan(second) else _sign(first, second)
    return None


def _sign(left: Any, right: Any) -> int:
    return (left > right) - (left < right)


def _cents(amount: str) -> int:
    whole, _, fraction = amount.lstrip("-").partition(".")
    cents = int(whole) * 100 + int((fraction + "00")[:2])
    return -cents if amount.startswith("-") else cents


def _as_token(value: object) -> object:
    return NOT_SURE if is_not_sure(value) else value


def _as_double(number: int | float) -> float:
    """Return `number` as JavaScript would read it from JSON."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


_OPERATORS: Mapping[str, Callable[[object, _Scope], bool | None]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "some": _some,
    "eq": _equal,
    "ne": _unequal,
    "in": _in,
    "answered": _answered,
    **{name: _order(test) for name, test in ORDERS.items()},
}


def mentioned(condition: object, place: str = "var", depth: int = 0) -> Iterator[str]:
    """Yield the keys that `condition` reads: answers and groups for `var`, values of the row for `row`."""
    if depth > 2 * DEEPEST_CONDITION:
        return
    if isinstance(condition, list):
        for each in condition:
            yield from mentioned(each, place, depth + 1)
    elif isinstance(condition, dict):
        for name, body in condition.items():
            if name == place and isinstance(body, str):
                yield body
            elif (
                name == "some"
                and place == "var"
                and isinstance(body, list)
                and body
                and isinstance(body[0], str)
            ):
                yield body[0]
                yield from mentioned(body[1:], place, depth + 1)
            elif name != "some" or place == "var":
                yield from mentioned(body, place, depth + 1)
