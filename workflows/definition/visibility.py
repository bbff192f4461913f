"""What a citizen sees: the steps, questions and rows whose conditions hold, and the answers that count.

An answer to a question that is not visible does not count in any condition, so what hangs on it goes too. Sums
are worked out here, over the rows that count, so that conditions see them like any answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflows.definition.answers import ROW_ID
from workflows.definition.conditions import evaluate
from workflows.definition.problems import pointer
from workflows.definition.structure import Definition, Group, Guidance, Question, Step, Stopper
from workflows.definition.sums import sums_of


@dataclass(frozen=True, slots=True)
class View:
    """What is visible for some answers: step keys in order, keys (rows: `items/0/model`), and what counts or not."""

    steps: tuple[Step, ...]
    visible: frozenset[str]
    kept: dict[str, Any]
    dropped: dict[str, Any]


def view_of(definition: Definition, answers: Mapping[str, Any]) -> View:
    """Return what is visible for `answers`; `dropped` names by JSON Pointer each answer that does not count.

    Of a sum only its own value counts, whatever `answers` say it is.
    """
    if definition.computed:
        sums = {question.key for question in definition.computed}
        answers = {key: value for key, value in answers.items() if key not in sums}
    kept = {key: answers[key] for key in definition.asked if answers.get(key) is not None}
    for _ in range(_rounds(definition)):
        steps = tuple(step for step in definition.steps if evaluate(step.show_if, kept))
        visible = frozenset(_visible(steps, kept))
        counted = _counted(definition, answers, visible)
        if counted == kept:
            break
        kept = counted
    shown = tuple(step for step in steps if _has_something(step, visible, kept))
    return View(shown, visible, kept, _dropped(definition, answers, kept))


def _rounds(definition: Definition) -> int:
    """Return enough rounds for a chain of all questions, each hanging on the last; a cycle ends there too."""
    return 2 + sum(
        len(asked.questions) + 1 if isinstance(asked, Group) else 1 for asked in definition.asked.values()
    )


def _has_something(step: Step, visible: frozenset[str], kept: dict[str, Any]) -> bool:
    """Whether a step has anything to show: one whose questions are all left out is no page of the way."""
    asked = [item.key for item in step.asked]
    if not asked or any(key in visible for key in asked):
        return True
    return any(
        isinstance(item, Stopper) or (isinstance(item, Guidance) and evaluate(item.show_if, kept))
        for item in step.items
    )


def counted_answers(body: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what conditions look at: the answers to what is visible, and the sums over them."""
    return view_of(Definition.of(body), answers).kept


def _visible(steps: tuple[Step, ...], kept: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    for step in steps:
        for asked in step.asked:
            if evaluate(asked.show_if, kept):
                found.add(asked.key)
                if isinstance(asked, Group):
                    found.update(_visible_in_rows(asked, kept))
    return found


def _visible_in_rows(group: Group, kept: dict[str, Any]) -> set[str]:
    return {
        f"{group.key}/{index}/{question.key}"
        for index, row in enumerate(rows_of(kept.get(group.key)))
        for question in group.questions
        if evaluate(question.show_if, kept, row)
    }


def rows_of(value: Any) -> list[dict[str, Any]]:
    """Return the rows in `value`, one for one; what is no row counts as an empty one."""
    return [row if isinstance(row, dict) else {} for row in value] if isinstance(value, list) else []


def _counted(definition: Definition, answers: Mapping[str, Any], visible: frozenset[str]) -> dict[str, Any]:
    counted: dict[str, Any] = {}
    for key, asked in definition.asked.items():
        value = answers.get(key)
        if value is None or key not in visible:
            continue
        counted[key] = _counted_rows(asked, value, visible) if isinstance(asked, Group) else value
    return _with_sums(definition, counted, visible) if definition.computed else counted


def _with_sums(definition: Definition, counted: dict[str, Any], visible: frozenset[str]) -> dict[str, Any]:
    """Return the answers that count and the sums that are visible, in the order in which they are asked."""
    found = counted | {key: total for key, total in sums_of(definition, counted).items() if key in visible}
    return {key: found[key] for key in definition.asked if key in found}


def _counted_rows(group: Group, value: Any, visible: frozenset[str]) -> Any:
    if not isinstance(value, list):
        return value
    return [
        {key: each for key, each in row.items() if key == ROW_ID or f"{group.key}/{index}/{key}" in visible}
        for index, row in enumerate(rows_of(value))
    ]


def _dropped(definition: Definition, answers: Mapping[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    dropped: dict[str, Any] = {}
    for key, value in answers.items():
        if value is None:
            continue
        if key not in kept:
            dropped[pointer(key)] = value
        elif isinstance(definition.asked[key], Group) and isinstance(value, list):
            for index, (row, counted) in enumerate(zip(rows_of(value), kept[key], strict=True)):
                dropped |= {pointer(key, index, name): row[name] for name in row if name not in counted}
    return dropped


def visible_questions(group: Group, index: int, visible: frozenset[str]) -> list[Question]:
    """Return the questions of one row that are visible."""
    return [question for question in group.questions if f"{group.key}/{index}/{question.key}" in visible]
