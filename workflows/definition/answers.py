"""Checking single answers: a question's value, a group's rows. No visibility, no other answers."""

import re
import secrets
from typing import Any

from django.utils.translation import gettext as _

from workflows.definition.conditions import is_not_sure
from workflows.definition.kinds import Circumstances, kind_of
from workflows.definition.kinds.base import NOTHING, called, said
from workflows.definition.problems import Fault, Problem, Refused, pointer
from workflows.definition.structure import MOST_ROWS, Definition, Group, Question
from workflows.definition.texts import is_storable

ROW_ID = "_id"
_ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


def clean_answer(asked: Question | Group, value: Any) -> tuple[Any, list[Problem]]:
    """Return the normal form of `value` and what is wrong with it; a wrong value comes back as it was given."""
    if isinstance(asked, Group):
        return _clean_rows(asked, value)
    return _clean_value(asked, value, (asked.key,))


def allow_value(
    question: Question, value: Any, path: tuple[object, ...], circumstances: Circumstances
) -> list[Problem]:
    """Return what is wrong with a clean value in the circumstances."""
    if is_not_sure(value):
        return []
    try:
        kind_of(question).allow(question, value, circumstances)
    except Refused as refusal:
        return [problem_of(question, fault, path) for fault in refusal.faults]
    return []


def problem_of(question: Question, fault: Fault, path: tuple[object, ...]) -> Problem:
    """Return the problem for a fault at `path`, in the editor's own words if there are any for its code."""
    message = said(question.messages.get(fault.code)) or fault.message
    return Problem(pointer(*path, *([fault.part] if fault.part else [])), fault.code, message)


def with_row_ids(rows: Any) -> Any:
    """Return `rows` with an id on each row; an id that is missing, malformed or there twice is replaced."""
    if not isinstance(rows, list):
        return rows
    taken: set[str] = set()
    return [_with_row_id(row, taken) if isinstance(row, dict) else row for row in rows]


def ensure_row_ids(body: Any, answers: dict[str, Any]) -> dict[str, Any]:
    """Return `answers` with an id on each row of each group."""
    asked = Definition.of(body).asked
    return {
        key: with_row_ids(value) if isinstance(asked.get(key), Group) else value
        for key, value in answers.items()
    }


def _clean_value(question: Question, value: Any, path: tuple[object, ...]) -> tuple[Any, list[Problem]]:
    if value is None:
        return None, []
    if not is_storable(value):
        sentence = _("“%(label)s” has characters that cannot be stored. Type it again.") % {
            "label": called(question)
        }
        return None, [problem_of(question, Fault("characters", sentence), path)]
    if is_not_sure(value) and question.kind not in {"yes_no", "file"}:
        return value, [] if question.not_sure else [problem_of(question, _not_offered(question), path)]
    try:
        return kind_of(question).clean(question, value), []
    except Refused as refusal:
        return value, [problem_of(question, fault, path) for fault in refusal.faults]


def _not_offered(question: Question) -> Fault:
    sentence = _("“%(label)s” needs an answer. Not sure is not offered here.") % {"label": called(question)}
    return Fault("not_sure", sentence)


def _clean_rows(group: Group, value: Any) -> tuple[Any, list[Problem]]:
    if value in NOTHING:
        return None, []
    if (
        not is_storable(value)
        or not isinstance(value, list)
        or not all(isinstance(row, dict) for row in value)
    ):
        sentence = _("The answer to “%(label)s” has the wrong form.") % {"label": called(group)}
        return value if is_storable(value) else None, [Problem(pointer(group.key), "type", sentence)]
    problems: list[Problem] = []
    if len(value) > min(group.max, MOST_ROWS):
        problems.append(Problem(pointer(group.key), "too_many", _too_many(group)))
    questions = {question.key: question for question in group.questions}
    rows = with_row_ids(value)
    return [_clean_row(group, questions, index, row, problems) for index, row in enumerate(rows)], problems


def _clean_row(
    group: Group, questions: dict[str, Question], index: int, row: dict[str, Any], problems: list[Problem]
) -> dict[str, Any]:
    clean: dict[str, Any] = {ROW_ID: row[ROW_ID]}
    for key, value in row.items():
        if key == ROW_ID:
            continue
        if key not in questions:
            problems.append(unknown_key(group.key, index, key))
            clean[key] = value
            continue
        found, faults = _clean_value(questions[key], value, (group.key, index, key))
        problems.extend(faults)
        if found is not None:
            clean[key] = found
    return clean


def unknown_key(*path: object) -> Problem:
    """Return the problem of an answer that no question asks for."""
    return Problem(
        pointer(*path), "unknown", _("This report has no question “%(key)s”.") % {"key": str(path[-1])[:60]}
    )


def _too_many(group: Group) -> str:
    return _("“%(label)s” takes %(most)d at most. Remove the others.") % {
        "label": called(group),
        "most": group.max,
    }


def _with_row_id(row: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    name = row.get(ROW_ID)
    if not isinstance(name, str) or not _ROW_ID.fullmatch(name) or name in taken:
        name = secrets.token_hex(4)
    taken.add(name)
    return {ROW_ID: name, **{key: value for key, value in row.items() if key != ROW_ID}}
