"""The JSON Schema (2020-12) of answers that can be submitted, made from a definition.

Enough for a client that knows nothing else. A question under a condition stands only in `allOf` as `if`/`then`,
in rows too; an answer that always leads to a stopper is not offered. Where JSON Schema cannot say a condition,
an optional question is left out and a required one is asked for: if it is not visible, it is dropped.
"""

from collections.abc import Callable
from itertools import product
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from workflows.definition.answers import ROW_ID
from workflows.definition.condition_schema import (
    ALWAYS,
    NEVER,
    case_split,
    established_schema,
    holds_schema,
    settle,
)
from workflows.definition.conditions import NOT_SURE, established, mentioned
from workflows.definition.kinds import kind_of
from workflows.definition.kinds.base import called, said
from workflows.definition.structure import MOST_ROWS, Definition, Group, Question, Step, Stopper

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MOST_CASES = 4
# Kinds whose value is one token, so that an answer that stops is left out of the choices.
_TOKENS = frozenset({"one_of", "yes_no", "how_known"})

_Safe = Callable[[Any], bool]


def answers_schema(body: Any, language: str) -> dict[str, Any]:
    """Return the schema, with titles in `language`. Never raises."""
    definition = Definition.of(body)
    with translation.override(language):
        writer = _SchemaWriter(definition)
        for step in definition.steps:
            writer.add_step(step)
        return {"$schema": DIALECT, "title": said(definition.title), **writer.result()}


class _ObjectSchema:
    """A closed object: plain properties, conditional ones in `allOf`."""

    def __init__(self) -> None:
        self.properties: dict[str, Any] = {}
        self.required: list[str] = []
        self.all_of: list[dict[str, Any]] = []

    def add(
        self, key: str, schema: dict[str, Any], required: bool, when: dict[str, Any] | None, conditional: bool
    ) -> None:
        """Add a property that stands under `when` (None: JSON Schema cannot say it) if `conditional`."""
        then = {"properties": {key: schema}, **({"required": [key]} if required else {})}
        if not conditional:
            self.properties[key] = schema
            self.required.extend([key] if required else [])
        elif when is None and required:
            self.all_of.append({"if": True, "then": then})
        elif when is not None and when != NEVER:
            self.all_of.append({"if": when or True, "then": then})

    def result(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "object", "properties": self.properties}
        if self.required:
            schema["required"] = self.required
        if self.all_of:
            schema["allOf"] = self.all_of
        return {**schema, "unevaluatedProperties": False}


class _SchemaWriter(_ObjectSchema):
    def __init__(self, definition: Definition) -> None:
        super().__init__()
        self.left_out: set[str] = set()
        self.stoppers = [
            (step, item)
            for step in definition.steps
            for item in step.items
            if isinstance(item, Stopper) and item.condition
        ]
        # A rule of eligibility without days is a stopper like any other; one with days is not for a schema that stays.
        steps = {step.key: step for step in definition.steps}
        self.stoppers += [
            (steps[rule.stopper.step], rule.stopper)
            for rule in definition.eligibility
            if not rule.begins and not rule.ends and rule.stopper.condition and rule.stopper.step in steps
        ]
        self.sums = {question.key for question in definition.computed}
        self.definition = definition

    def add_step(self, step: Step) -> None:
        for asked in step.asked:
            if asked.key in self.properties or self.definition.asked[asked.key] is not asked:
                continue
            if isinstance(asked, Question) and kind_of(asked).worked_out:
                continue
            conditions = [each for each in (step.show_if, asked.show_if) if each is not None]
            when = self._holds(conditions)
            if isinstance(asked, Group):
                self._add_group(asked, conditions)
            else:
                schema = _question_schema(asked, self._safe_values(asked))
                if not asked.required and _offers_nothing(schema):
                    self.left_out.add(asked.key)
                    continue
                self.add(asked.key, schema, asked.required, when, bool(conditions))

    def result(self) -> dict[str, Any]:
        for step, stopper in self.stoppers:
            if not self._is_covered(step, stopper):
                self._forbid(step, stopper)
        return super().result()

    def _add_group(self, group: Group, conditions: list[Any]) -> None:
        """Add a group once for each case of what its rows ask about the rest of the report."""
        if self._holds(conditions) is None:
            if group.min == 0:
                return
            conditions = []
        asides = case_split([question.show_if for question in group.questions])
        outer = [each for each in asides if self._holds([each]) is not None][:_MOST_CASES]
        for truths in product((True, False), repeat=len(outer)):
            settled = list(zip(outer, truths, strict=True))
            case = [part if truth else {"not": part} for part, truth in settled]
            when = self._holds([*conditions, *case])
            self.add(group.key, _group_schema(group, settled), group.min > 0, when, bool(conditions or case))

    def _holds(self, conditions: list[Any]) -> dict[str, Any] | None:
        """Return the schema for which all hold; None also where they look at a sum, which no answers hold."""
        if self.sums & set(mentioned(conditions)):
            return None
        return holds_schema({"all": conditions})

    def _safe_values(self, question: Question) -> _Safe:
        return lambda value: (
            not any(
                established(stopper.condition, {question.key: value}) and _shows(step, {question.key: value})
                for step, stopper in self.stoppers
            )
        )

    def _is_covered(self, step: Step, stopper: Stopper) -> bool:
        """Say whether leaving out choices already keeps every answer from this stopper."""
        keys = set(mentioned(stopper.condition))
        if keys and keys <= self.left_out:
            return True
        asked = self.definition.asked.get(next(iter(keys))) if len(keys) == 1 else None
        return step.show_if is None and isinstance(asked, Question) and asked.kind in _TOKENS

    def _forbid(self, step: Step, stopper: Stopper) -> None:
        if self.sums & {*mentioned(stopper.condition), *mentioned(step.show_if)}:
            return
        stops = established_schema(stopper.condition)
        shows = holds_schema(step.show_if)
        if stops is not None and shows is not None and stops not in (NEVER, ALWAYS):
            self.all_of.append({"not": {"allOf": [stops, shows]} if shows else stops})


def _shows(step: Step, answers: dict[str, Any]) -> bool:
    return step.show_if is None or established(step.show_if, answers)


def _group_schema(group: Group, settled: list[tuple[Any, bool]]) -> dict[str, Any]:
    row = _ObjectSchema()
    row.properties[ROW_ID] = {
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]{1,40}$",
        "examples": ["r1", "r2", "r3"],
    }
    for question in group.questions:
        if kind_of(question).worked_out:
            continue
        condition = settle(question.show_if, settled)
        when = None if next(mentioned(condition), None) else holds_schema(condition, "row")
        row.add(
            question.key,
            _question_schema(question, _any_value),
            question.required,
            when,
            condition is not None,
        )
    return {
        **_titles(group),
        "type": "array",
        "items": {"title": said(group.row_label) or called(group), **row.result()},
        "minItems": max(1, group.min),
        "maxItems": min(group.max, MOST_ROWS),
    }


def _question_schema(question: Question, is_safe: _Safe) -> dict[str, Any]:
    schema = kind_of(question).schema(question)
    if "enum" in schema:
        schema["enum"] = [token for token in schema["enum"] if is_safe(token)]
    elif schema.get("type") == "array" and "enum" in schema.get("items", {}):
        tokens = schema["items"]["enum"]
        schema["items"] = {"enum": [token for token in tokens if is_safe([token]) or is_safe(tokens)]}
    if question.not_sure and kind_of(question).unsure and is_safe({NOT_SURE: True}):
        return {**_titles(question), "anyOf": [schema, {"title": _("Not sure"), "const": {NOT_SURE: True}}]}
    return {**_titles(question), **schema}


def _offers_nothing(schema: dict[str, Any]) -> bool:
    """Say whether every choice leads to a stopper, so that only no answer can be submitted."""
    return schema.get("enum") == [] or (schema.get("type") == "array" and schema["items"].get("enum") == [])


def _titles(asked: Question | Group) -> dict[str, str]:
    explained = said(asked.help)
    return {"title": called(asked), **({"description": explained} if explained else {})}


def _any_value(_value: Any) -> bool:
    return True
