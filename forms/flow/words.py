"""Conditions in words, as an editor would say them. What is broken in one is said, never raised."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from workflows.definition import Definition, Group, Question, pick

DEEPEST = 8
LONGEST = 80
# Blanks that hold words together, as in French quotes.
NO_BREAK = "\u00a0\u202f"


@dataclass(frozen=True)
class Operand:
    """One side of a comparison: a question, or a value."""

    words: str
    question: Question | Group | None = None
    literal: Any = None


class Words:
    """Says the conditions of one definition in the active language, with the labels of `language`."""

    def __init__(self, read: Definition, language: str) -> None:
        self._asked = read.asked
        self._language = language

    def say(self, condition: Any, *, row: Group | None = None, depth: int = 0) -> str:
        """Return when a condition holds; nothing for one that always does."""
        if condition is None:
            return ""
        if depth > DEEPEST:
            return _("more conditions hold")
        if not isinstance(condition, Mapping) or len(condition) != 1:
            return _("a condition that cannot be read holds")
        ((operator, body),) = condition.items()
        if operator in ("all", "any"):
            return self._several(operator, body, row, depth)
        if operator == "not":
            return self._denied(body, row, depth)
        if operator == "some":
            return self._some(body, depth)
        return self._compared(operator, body, row)

    def name(self, asked: Question | Group) -> str:
        """Return what a question is called, in quotes."""
        return _("“%(name)s”") % {"name": short(pick(asked.label, self._language) or asked.key)}

    def _several(self, operator: str, body: Any, row: Group | None, depth: int) -> str:
        if not isinstance(body, list):
            return _("a condition that cannot be read holds")
        parts = [each for each in body if each is not None]
        if operator == "any" and (len(parts) < len(body) or not parts):
            return _("always") if body else _("never")
        if not parts:
            return _("always")
        said = [self.say(each, row=row, depth=depth + 1) for each in parts]
        said = [
            f"({words})" if _mixed(operator, part) and len(parts) > 1 else words
            for part, words in zip(parts, said, strict=True)
        ]
        joined = _("%(one)s and %(other)s") if operator == "all" else _("%(one)s or %(other)s")
        words = said[0]
        for other in said[1:]:
            words = joined % {"one": words, "other": other}
        return words

    def _denied(self, body: Any, row: Group | None, depth: int) -> str:
        if isinstance(body, Mapping) and set(body) == {"answered"}:
            return _("%(question)s has no answer") % {"question": self._operand(body["answered"], row).words}
        return _("it is not so that %(condition)s") % {"condition": self.say(body, row=row, depth=depth + 1)}

    def _some(self, body: Any, depth: int) -> str:
        if not isinstance(body, list) or len(body) != 2:
            return _("a condition that cannot be read holds")
        group = self._asked.get(str(body[0]))
        name = self.name(group) if group is not None else str(body[0])[:LONGEST]
        inside = group if isinstance(group, Group) else None
        said = self.say(body[1], row=inside, depth=depth + 1) or _("always")
        return _("for one of %(group)s: %(condition)s") % {"group": name, "condition": said}

    def _compared(self, operator: str, body: Any, row: Group | None) -> str:
        if operator == "answered":
            return _("%(question)s is answered") % {"question": self._operand(body, row).words}
        if not isinstance(body, list) or len(body) != 2:
            return _("a condition that cannot be read holds")
        if operator == "in":
            return self._in(body, row)
        pattern = _patterns().get(operator)
        if pattern is None:
            return _("a condition that cannot be read holds")
        left, right = (self._operand(each, row) for each in body)
        values = {"question": self._said(left, right), "value": self._said(right, left)}
        return pattern % values

    def _in(self, body: list[Any], row: Group | None) -> str:
        left, right = body
        if isinstance(right, list):
            one = self._operand(left, row)
            options = [self._said(self._operand(each, row), one) for each in right]
            return _("%(question)s is one of %(values)s") % {
                "question": one.words,
                "values": ", ".join(options),
            }
        several = self._operand(right, row)
        chosen = self._said(self._operand(left, row), several)
        return _("%(question)s includes %(value)s") % {"question": several.words, "value": chosen}

    def _operand(self, operand: Any, row: Group | None) -> Operand:
        if isinstance(operand, Mapping) and len(operand) == 1:
            ((kind, key),) = operand.items()
            asked = self._inside(row, key) if kind == "row" else self._asked.get(str(key))
            return Operand(self.name(asked) if asked is not None else short(str(key)), asked)
        return Operand(_("“%(name)s”") % {"name": short(str(operand))}, literal=operand)

    def _inside(self, row: Group | None, key: Any) -> Question | None:
        groups = [row] if row is not None else [e for e in self._asked.values() if isinstance(e, Group)]
        found = (each for group in groups for each in group.questions if each.key == key)
        return next(found, None)

    def _said(self, operand: Operand, beside: Operand) -> str:
        """Return a value as the question beside it offers it."""
        if operand.question is not None or not isinstance(beside.question, Question):
            return operand.words
        literal = operand.literal
        for choice in beside.question.choices:
            if choice.token == literal:
                return _("“%(name)s”") % {"name": short(pick(choice.label, self._language) or choice.token)}
        if beside.question.kind in ("yes_no", "consent") and str(literal) in _yes_no():
            return _("“%(name)s”") % {"name": _yes_no()[str(literal)]}
        return operand.words


def short(text: str) -> str:
    """Return a text that fits a picture: one line of printable characters, cut between words where it is too long."""
    plain = " ".join(each for each in "".join(map(_shown, text)).split(" ") if each)
    if len(plain) <= LONGEST:
        return plain
    kept, _blank, cut = plain[:LONGEST].rpartition(" ")
    return (kept if len(cut) < LONGEST // 2 else plain[: LONGEST - 1]) + "…"


def _shown(char: str) -> str:
    return char if char.isprintable() or char in NO_BREAK else " "


def _mixed(operator: str, part: Any) -> bool:
    other = "any" if operator == "all" else "all"
    return isinstance(part, Mapping) and isinstance(part.get(other), list) and len(part[other]) > 1


def _yes_no() -> dict[str, str]:
    return {"yes": _("Yes"), "no": _("No"), "not_sure": _("Not sure")}


def _patterns() -> dict[str, str]:
    return {
        "eq": _("%(question)s is %(value)s"),
        "ne": _("%(question)s is not %(value)s"),
        "lt": _("%(question)s is less than %(value)s"),
        "le": _("%(question)s is at most %(value)s"),
        "gt": _("%(question)s is more than %(value)s"),
        "ge": _("%(question)s is at least %(value)s"),
    }
