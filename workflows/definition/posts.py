"""HTML form fields to values and back. Names: `key`, `key-part`, `key-not_sure`, rows `items-0-serial_number`."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from workflows.definition.answers import ROW_ID
from workflows.definition.conditions import NOT_SURE, is_not_sure
from workflows.definition.kinds import kind_of
from workflows.definition.kinds.base import NOTHING
from workflows.definition.structure import MOST_ROWS, Group, Question, asked_of
from workflows.definition.visibility import rows_of

Source = Mapping[str, Any] | Question | Group


def read_post(source: Source, post: QueryDict, name: str = "") -> Any:
    """Return what was posted for a question or group, None for nothing; what cannot be read stays as it was typed.

    A typed answer wins over a ticked "Not sure". Rows keep their order on the page and their hidden `_id`.
    """
    asked = asked_of(source)
    name = name or asked.key
    if isinstance(asked, Group):
        return _read_rows(asked, post, name)
    value = kind_of(asked).read(asked, post, name)
    if asked.not_sure and kind_of(asked).unsure:
        ticked = bool(post.get(f"{name}-{NOT_SURE}"))
        if (value in NOTHING and ticked) or _chose_not_sure(asked, value):
            return {NOT_SURE: True}
    return None if value in NOTHING else value


def initial_for(source: Source, value: Any, name: str = "") -> dict[str, str | list[str]]:
    """Return the fields, by full name, that show `value` again just as it is saved."""
    asked = asked_of(source)
    name = name or asked.key
    if isinstance(asked, Group):
        return _initial_rows(asked, value, name)
    unsure = is_not_sure(value)
    parts = kind_of(asked).initial(asked, None if unsure else value)
    fields = {f"{name}{suffix}": text for suffix, text in parts.items()}
    if asked.not_sure and kind_of(asked).unsure:
        fields[f"{name}-{NOT_SURE}"] = "true" if unsure else ""
    return fields


def _chose_not_sure(question: Question, value: Any) -> bool:
    return kind_of(question).unsure_among_choices and value == NOT_SURE and not question.offers(NOT_SURE)


def _read_rows(group: Group, post: QueryDict, name: str) -> list[dict[str, Any]] | None:
    numbered = re.compile(rf"{re.escape(name)}-([0-9]{{1,4}})-")
    found = sorted({int(match[1]) for key in post if (match := numbered.match(key))})
    rows = [_read_row(group, post, f"{name}-{number}") for number in found[: MOST_ROWS + 1]]
    return rows or None


def _read_row(group: Group, post: QueryDict, name: str) -> dict[str, Any]:
    row = {question.key: read_post(question, post, f"{name}-{question.key}") for question in group.questions}
    given = {key: value for key, value in row.items() if value is not None}
    identity = post.get(f"{name}-{ROW_ID}")
    return {ROW_ID: identity, **given} if identity else given


def _initial_rows(group: Group, value: Any, name: str) -> dict[str, str | list[str]]:
    fields: dict[str, str | list[str]] = {}
    for index, row in enumerate(rows_of(value)):
        identity = row.get(ROW_ID)
        fields[f"{name}-{index}-{ROW_ID}"] = identity if isinstance(identity, str) else ""
        for question in group.questions:
            fields |= initial_for(question, row.get(question.key), f"{name}-{index}-{question.key}")
    return fields
