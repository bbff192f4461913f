"""Hints before sending: what a person may want to look at again or add. Nobody has to.

There are two sorts. A kind looks at one answer: a serial number that cannot be right. The definition's `advice` looks
at the report: it is said when its condition holds, and, where it names a question, only as long as that question is
asked and has no answer that helps ("Not sure" is none). Advice about a question of a group is said once for each row:
what its condition says of any row of that group (`some`) then means this row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from workflows.definition.answers import words_for
from workflows.definition.conditions import DEEPEST_CONDITION, evaluate, is_answered, is_not_sure
from workflows.definition.kinds import kind_of
from workflows.definition.kinds.base import said
from workflows.definition.problems import Refused, pointer
from workflows.definition.structure import Advice, Definition, Group, Question
from workflows.definition.visibility import View, rows_of, view_of, visible_questions


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at again: where (a JSON Pointer, "" for the report), a code, a sentence."""

    path: str
    code: str
    message: str


def hints(body: Any, answers: Any, language: str) -> list[Hint]:
    """Return the hints for all that counts, kinds' own first, each once. Never raises."""
    definition = Definition.of(body)
    with translation.override(language):
        view = view_of(definition, answers if isinstance(answers, Mapping) else {})
        found = [*_of_kinds(view)]
        for rule in definition.advice:
            found.extend(_advice(definition, rule, view))
    return list(dict.fromkeys(found))


def hints_of(question: Question, value: Any, path: tuple[object, ...]) -> list[Hint]:
    """Return what its kind hints at in one answer, in the active language; nothing for one that is refused."""
    if not is_answered(value) or is_not_sure(value):
        return []
    kind = kind_of(question)
    try:
        clean = kind.clean(question, value)
    except Refused:
        return []
    faults = [] if clean is None else kind.hint(question, clean)
    return [
        Hint(pointer(*path, *([fault.part] if fault.part else [])), fault.code, words_for(question, fault))
        for fault in faults
    ]


def _of_kinds(view: View) -> Iterator[Hint]:
    for question, value, path in _answered(view):
        yield from hints_of(question, value, path)


def _answered(view: View) -> Iterator[tuple[Question, Any, tuple[object, ...]]]:
    for step in view.steps:
        for asked in step.asked:
            if isinstance(asked, Question) and asked.key in view.kept:
                yield asked, view.kept[asked.key], (asked.key,)
            elif isinstance(asked, Group):
                for index, row in enumerate(rows_of(view.kept.get(asked.key))):
                    for question in asked.questions:
                        yield question, row.get(question.key), (asked.key, index, question.key)


def _advice(definition: Definition, rule: Advice, view: View) -> Iterator[Hint]:
    code, text = f"advice.{rule.key}", said(rule.text)
    if not rule.question:
        if evaluate(rule.condition, view.kept):
            yield Hint("", code, text)
        return
    for path, row, condition in _places(definition, rule, view):
        if evaluate(condition, view.kept, row):
            yield Hint(path, code, text)


def _places(
    definition: Definition, rule: Advice, view: View
) -> Iterator[tuple[str, dict[str, Any] | None, Any]]:
    """Yield where a rule's question is asked and not answered, with its row, and the condition as it is meant there."""
    if rule.question in definition.asked:
        if rule.question in view.visible and not _helps(view.kept.get(rule.question)):
            yield pointer(rule.question), None, rule.condition
        return
    for group in definition.asked.values():
        if not isinstance(group, Group) or rule.question not in {each.key for each in group.questions}:
            continue
        condition = _in_this_row(rule.condition, group.key)
        for index, row in enumerate(rows_of(view.kept.get(group.key))):
            asked = {each.key for each in visible_questions(group, index, view.visible)}
            if rule.question in asked and not _helps(row.get(rule.question)):
                yield pointer(group.key, index, rule.question), row, condition


def _helps(value: Any) -> bool:
    return is_answered(value) and not is_not_sure(value) and value != "not_sure"


def _in_this_row(condition: Any, group: str, depth: int = 0) -> Any:
    """Return `condition` with what it says of any row of `group` said of the row that it is judged in."""
    if not isinstance(condition, dict) or len(condition) != 1 or depth >= DEEPEST_CONDITION:
        return condition
    ((operator, inner),) = condition.items()
    if operator == "some" and isinstance(inner, list) and len(inner) == 2 and inner[0] == group:
        return inner[1]
    if operator == "not":
        return {operator: _in_this_row(inner, group, depth + 1)}
    if operator in {"all", "any"} and isinstance(inner, list):
        return {operator: [_in_this_row(each, group, depth + 1) for each in inner]}
    return condition
