"""Staying anonymous: whether a type offers it, whether a report is so, and its answers without who the person is."""

from collections.abc import Mapping
from typing import Any

from workflows.definition import Definition, Group, Guidance, Question, Step, evaluate, mentioned, pick

# The question that compiling makes of an editor's choice to offer anonymity.
STAY_ANONYMOUS = "stay_anonymous"


def offers_anonymity(body: Any) -> bool:
    """Whether a definition lets a person stay anonymous."""
    return STAY_ANONYMOUS in Definition.of(body).asked


def tracing_rule(body: Any, language: str) -> str:
    """Return the stated rule on tracing, which stands right above the question."""
    for step in Definition.of(body).steps:
        rule = ""
        for item in step.items:
            if isinstance(item, Question) and item.key == STAY_ANONYMOUS:
                return rule
            rule = pick(item.text, language) if isinstance(item, Guidance) else rule
    return ""


def is_anonymous(answers: Mapping[str, Any]) -> bool:
    """Whether the person chose to stay anonymous."""
    return answers.get(STAY_ANONYMOUS) == "yes"


def without_identity(body: Any, answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers without those that a person who stays anonymous is not asked, however they came in."""
    if not is_anonymous(answers) or not offers_anonymity(body):
        return answers
    kept = dict(answers)
    for step in Definition.of(body).steps:
        for asked in step.asked:
            if asked.key not in kept:
                continue
            if left_out(step, asked, answers):
                del kept[asked.key]
            elif isinstance(asked, Group):
                kept[asked.key] = _rows(asked, kept[asked.key], answers)
    return kept


def left_out(step: Step, asked: Question | Group, answers: Mapping[str, Any]) -> bool:
    """Whether a question is not asked because the person stays anonymous."""
    return is_anonymous(answers) and (_names(step.show_if, answers) or _names(asked.show_if, answers))


def _rows(group: Group, rows: Any, answers: Mapping[str, Any]) -> Any:
    """Return the rows of a group without the questions that would name the person."""
    named = {each.key for each in group.questions if _names(each.show_if, answers)}
    if not named or not isinstance(rows, list):
        return rows
    return [
        {key: value for key, value in row.items() if key not in named} if isinstance(row, dict) else row
        for row in rows
    ]


def _names(condition: Any, answers: Mapping[str, Any]) -> bool:
    """Whether a question is left out because the person stays anonymous: its condition looks at that, and fails."""
    if condition is None or STAY_ANONYMOUS not in mentioned(condition):
        return False
    return not evaluate(condition, answers)
