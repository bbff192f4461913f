"""Bodies from strangers: JSON that is finite, not deep, names nothing twice, and says that it is JSON."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from workflows.api.refusals import Malformed

DEEPEST = 64


class CarefulParser(Parser):
    """Ninja's parser, for bodies of whatever size and depth."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body's value, or refuse it as malformed."""
        try:
            value = json.loads(
                request.body.decode("utf-8"),
                parse_constant=_no_constant,
                parse_float=_finite,
                object_pairs_hook=_once,
            )
        except (ValueError, RecursionError):
            raise Malformed from None
        if _is_deep(value):
            raise Malformed
        return value


def _no_constant(_text: str) -> NoReturn:
    raise ValueError


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; which of two values of one name counts, readers of JSON do not agree."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _finite(text: str) -> float:
    number = float(text)
    if number in {float("inf"), float("-inf")}:
        raise ValueError
    return number


def _is_deep(value: Any) -> bool:
    level = [value]
    for _depth in range(DEEPEST):
        level = [
            part
            for each in level
            if isinstance(each, dict | list)
            for part in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return False
    return True
