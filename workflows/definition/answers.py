"""Checking single answers: a question's value, a group's rows. No visibility, no other answers."""

import re
import secrets
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from workflows.definition.conditions import is_not_sure
from workflows.definition.kinds import Circumstances, kind_of
from workflows.definition.kinds.base import NOTHING, called, said, wrong_type
from workflows.definition.kinds.text import too_long
from workflows.definition.problems import Fault, Problem, Refused, pointer
from workflows.definition.structure import MOST_ROWS, Definition, Group, Question
from workflows.definition.texts import LONGEST_STORED, LONGEST_TEXT, is_storable

ROW_ID = "_id"
# Of more rows than any group takes so many are kept: enough to mend, and to be told that they are too many.
MOST_KEPT_ROWS = 2 * MOST_ROWS
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
    return Problem(
        pointer(*path, *([fault.part] if fault.part else [])), fault.code, words_for(question, fault)
    )


def words_for(question: Question, fault: Fault) -> str:
    """Return the sentence for a fault: own ones first, for part and code (`phone.phone`), then for the code."""
    own = question.messages
    return (
        (said(own.get(f"{fault.part}.{fault.code}")) if fault.part else "")
        or said(own.get(fault.code))
        or fault.message
    )


def with_row_ids(rows: Any) -> Any:
    """Return `rows` with an id on each row; an id that is missing, malformed or there twice is replaced."""
    if not isinstance(rows, list):
        return rows
    taken: set[str] = set()
    return [_with_row_id(row, taken) if isinstance(row, dict) else row for row in rows]


def presentable(body: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` as they were given, without what no draft may keep (a whole card number), to be sent back."""
    asked = Definition.of(body).asked
    return {key: _presentable(asked[key], value) if key in asked else value for key, value in answers.items()}


def _presentable(asked: Question | Group, value: Any) -> Any:
    if isinstance(asked, Question):
        return kind_of(asked).kept(asked, value)
    if not isinstance(value, list):
        return _kept_of_group(asked, value)
    questions = {question.key: question for question in asked.questions}
    return [
        {
            key: kind_of(questions[key]).kept(questions[key], each) if key in questions else each
            for key, each in row.items()
        }
        if isinstance(row, dict)
        else _kept_of_group(asked, row)
        for row in value
    ]


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
        return None, [problem_of(question, _unstorable(question, value), path)]
    kind = kind_of(question)
    if is_not_sure(value) and kind.unsure:
        return value, [] if question.not_sure else [problem_of(question, _not_offered(question), path)]
    try:
        return kind.clean(question, value), []
    except Refused as refusal:
        return kind.kept(question, value), [problem_of(question, fault, path) for fault in refusal.faults]


def _unstorable(question: Question, value: Any) -> Fault:
    if isinstance(value, str) and len(value) > LONGEST_STORED:
        return Fault("too_long", too_long(question, LONGEST_TEXT, len(value)))
    if isinstance(value, list | int | float):
        return wrong_type(question).faults[0]
    sentence = _("“%(label)s” has characters that cannot be stored. Type it again.")
    return Fault("characters", sentence % {"label": called(question)})


def _not_offered(question: Question) -> Fault:
    sentence = _("“%(label)s” needs an answer. Not sure is not offered here.") % {"label": called(question)}
    return Fault("not_sure", sentence)


def _clean_rows(group: Group, value: Any) -> tuple[Any, list[Problem]]:
    if value in NOTHING:
        return None, []
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        sentence = _("The answer to “%(label)s” has the wrong form.") % {"label": called(group)}
        return _kept_of_group(group, value), [Problem(pointer(group.key), "type", sentence)]
    problems: list[Problem] = []
    if len(value) > min(group.max, MOST_ROWS):
        problems.append(Problem(pointer(group.key), "too_many", _too_many(group)))
    questions = {question.key: question for question in group.questions}
    taken = value[:MOST_KEPT_ROWS]
    rows = with_row_ids(taken if is_storable(taken) else _asked_of_rows(group, questions, taken, problems))
    return [_clean_row(group, questions, index, row, problems) for index, row in enumerate(rows)], problems


def _asked_of_rows(
    group: Group, questions: Collection[str], rows: list[dict[str, Any]], problems: list[Problem]
) -> list[dict[str, Any]]:
    """Return what rows answer of what is asked: one text that cannot be stored takes nothing else with it."""
    foreign = [
        (index, key) for index, row in enumerate(rows) for key in row if key not in {*questions, ROW_ID}
    ]
    problems += [unknown_key(group.key, index, key) for index, key in foreign[:1]]
    return [{key: row[key] for key in (ROW_ID, *questions) if key in row} for row in rows]


def _kept_of_group(group: Group, value: Any) -> Any:
    """Return what a draft may keep of something that is in a group and is no answer of it."""
    if not is_storable(value):
        return None
    for question in group.questions:
        value = kind_of(question).kept(question, value) if value is not None else None
    return value


def _clean_row(
    group: Group, questions: dict[str, Question], index: int, row: dict[str, Any], problems: list[Problem]
) -> dict[str, Any]:
    clean: dict[str, Any] = {ROW_ID: row[ROW_ID]}
    for key, value in row.items():
        if key == ROW_ID:
            continue
        if key not in questions:
            problems.append(unknown_key(group.key, index, key))
            clean |= {key: kept} if (kept := _kept_of_group(group, value)) is not None else {}
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
