"""What an editor has to mend in a condition or a question, as sentences in the active language."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from workflows.definition.conditions import DEEPEST_CONDITION, NOT_SURE, ORDERS
from workflows.definition.kinds import kind_of
from workflows.definition.structure import Group, Question, question_of

Known = Mapping[str, Question | Group] | Collection[str]


def lint_question(
    source: Mapping[str, Any] | Question,
    known: Mapping[str, Question | Group] | None = None,
    before: Collection[str] = (),
) -> list[str]:
    """Return what has to be mended in one question: its kind, limits, choices and patterns.

    With `known`, the questions and groups that there are by key (those of its row over those of the report), also in
    what it says about them; `before` are the keys that are asked before it.
    """
    question = question_of(source)
    kind = kind_of(question)
    return kind.lint(question) + ([] if known is None else kind.lint_among(question, known, before))


def lint_condition(condition: Any, known: Known, row: Known = ()) -> list[str]:
    """Return what has to be mended in `condition`; `known` and `row` are the keys, or questions by key, it may read."""
    if condition is None:
        return []
    found: list[str] = []
    _lint(condition, known, row, found, 0)
    return list(dict.fromkeys(found))


def _lint(condition: Any, known: Known, row: Known, found: list[str], depth: int) -> None:
    if depth >= DEEPEST_CONDITION:
        found.append(_("A condition is nested too deeply."))
        return
    if not isinstance(condition, dict) or len(condition) != 1:
        found.append(_("A condition is one operator with what it works on."))
        return
    ((operator, body),) = condition.items()
    if operator in {"all", "any"} and isinstance(body, list):
        for each in body:
            _lint(each, known, row, found, depth + 1)
    elif operator == "not":
        _lint(body, known, row, found, depth + 1)
    elif operator == "some":
        _lint_some(body, known, found, depth)
    elif operator == "answered":
        _lint_operand(body, known, row, found)
    elif operator in {"eq", "ne", "in", *ORDERS} and isinstance(body, list) and len(body) == 2:
        _lint_comparison(operator, body, known, row, found)
    else:
        found.append(
            _("A condition has an operator that does not exist or is not complete: %(name)s.")
            % {"name": operator}
        )


def _lint_some(body: Any, known: Known, found: list[str], depth: int) -> None:
    if not isinstance(body, list) or len(body) != 2 or not isinstance(body[0], str):
        found.append(_("A condition about rows names a group and a condition."))
        return
    if body[0] not in known:
        found.append(_unknown(body[0]))
        return
    group = known[body[0]] if isinstance(known, Mapping) else None
    if isinstance(group, Question):
        found.append(
            _("“%(key)s” is a question, and a condition about rows needs a group.") % {"key": body[0]}
        )
        return
    columns: Known = {each.key: each for each in group.questions} if group else _Anything()
    _lint(body[1], known, columns, found, depth + 1)


def _lint_comparison(operator: str, body: list[Any], known: Known, row: Known, found: list[str]) -> None:
    literals = body[1] if operator == "in" and isinstance(body[1], list) else [body[1]]
    for operand in (body[0], *literals):
        _lint_operand(operand, known, row, found)
    for subject, others in ((body[0], literals), (body[1], [body[0]])):
        question = _question(subject, known, row)
        for other in others:
            if question and not isinstance(other, dict | list):
                _lint_literal(operator, question, other, found)


def _lint_literal(operator: str, question: Question, literal: Any, found: list[str]) -> None:
    kind = kind_of(question)
    if kind.in_parts and (literal != NOT_SURE or operator in ORDERS):
        sentence = _(
            "A condition compares “%(key)s”, which has several parts. It can only ask whether it is answered."
        )
        found.append(sentence % {"key": question.key})
        return
    if operator in ORDERS:
        return
    tokens = _tokens(question)
    if tokens and literal not in tokens:
        values = {"key": question.key, "value": str(literal)}
        found.append(
            _("A condition compares “%(key)s” with “%(value)s”, which is not one of its answers.") % values
        )
    if question.kind == "number" and not isinstance(literal, int | float) and literal != NOT_SURE:
        found.append(_("A condition compares the number “%(key)s” with a text.") % {"key": question.key})


def _tokens(question: Question) -> list[Any]:
    """Return the values that an answer can be equal to, where they are few; the points of a statement are none."""
    if question.kind in {"consent", "statement"}:
        return [True] if question.kind == "consent" else []
    kind = kind_of(question)
    tokens: list[Any] = (
        [] if kind.offered_part else [token for token, _label, _hint in kind.offered(question)]
    )
    if tokens and question.not_sure and NOT_SURE not in tokens:
        tokens.append(NOT_SURE)
    return tokens


def _lint_operand(operand: Any, known: Known, row: Known, found: list[str]) -> None:
    if isinstance(operand, str | int | float):
        return
    if isinstance(operand, dict) and len(operand) == 1:
        ((place, key),) = operand.items()
        if place in {"var", "row"} and isinstance(key, str):
            if key not in (known if place == "var" else row):
                found.append(_unknown(key))
            return
    found.append(_("A condition compares with something that is neither an answer nor a value."))


def _question(operand: Any, known: Known, row: Known) -> Question | None:
    if not isinstance(operand, dict) or len(operand) != 1:
        return None
    ((place, key),) = operand.items()
    where = known if place == "var" else row
    found = where.get(key) if isinstance(where, Mapping) and isinstance(key, str) else None
    return found if isinstance(found, Question) else None


def _unknown(key: str) -> str:
    return _("A condition reads “%(key)s”, and no question has this key.") % {"key": key}


class _Anything(Collection[str]):
    """The keys of a group that is known by name only."""

    def __contains__(self, key: object) -> bool:
        return True

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0
