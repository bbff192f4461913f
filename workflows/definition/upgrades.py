"""Older definitions brought up to the present schema version, for import; a version that runs is never altered."""

from collections.abc import Callable, Mapping
from typing import Any

SCHEMA_VERSION = 2

Body = dict[str, Any]


class TooNew(ValueError):
    """The definition is of a later schema version than this software knows."""


def upgraded(body: Mapping[str, Any]) -> Body:
    """Return `body` in the present schema version; what it does for citizens stays the same.

    Raises `TooNew` for a later version, and `ValueError` where no version is named.
    """
    version = body.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError(version)
    if version > SCHEMA_VERSION:
        raise TooNew(version)
    result = dict(body)
    for step in range(version, SCHEMA_VERSION):
        result = {**CONVERTERS[step](result), "schema_version": step + 1}
    return result


def _from_1(body: Body) -> Body:
    """Version 2 has rules of eligibility, advice before sending, and how a person comes back."""
    return {"eligibility": [], "advice": [], "resume": "code_and_link", **body}


CONVERTERS: Mapping[int, Callable[[Body], Body]] = {1: _from_1}
