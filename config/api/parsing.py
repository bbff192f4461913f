"""Bodies from strangers: JSON that is finite, not deep, and says that it is JSON."""

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
            value = json.loads(request.body.decode("utf-8"), parse_constant=_no_constant, parse_float=_finite)
        except (ValueError, RecursionError):
            raise Malformed from None
        if _is_deep(value):
            raise Malformed
        return value


def _no_constant(_text: str) -> NoReturn:
    raise ValueError


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
