"""Answers as people read them: for the check page, the desk, the PDF, mails and /track/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from workflows.definition.conditions import NOT_SURE, is_answered, is_not_sure
from workflows.definition.kinds import Circumstances, FileFacts, kind_of
from workflows.definition.kinds.base import as_json, called, said
from workflows.definition.problems import pointer
from workflows.definition.structure import Definition, Group, Question
from workflows.definition.visibility import rows_of, view_of, visible_questions


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer in words; a group has one list of rows per row in `children`."""

    key: str
    path: str
    label: str
    text: str
    kind: str
    not_sure: bool
    value: Any
    children: list[list["Row"]] = field(default_factory=list)
    row_label: str = ""

    @property
    def answered(self) -> bool:
        """Say whether there is an answer."""
        return is_answered(self.value)


@dataclass(frozen=True, slots=True)
class Part:
    """The visible questions of one step."""

    key: str
    title: str
    rows: list[Row]


def present(
    body: Any, answers: Any, language: str, files: Mapping[str, FileFacts] | None = None
) -> list[Part]:
    """Return every visible question with its answer in words, unanswered ones too (`answered`). Never raises."""
    definition = Definition.of(body)
    view = view_of(definition, answers if isinstance(answers, Mapping) else {})
    circumstances = Circumstances(date.min, files=files or {})
    with translation.override(language):
        parts = []
        for step in view.steps:
            shown = [asked for asked in step.asked if asked.key in view.visible and _says(asked, view.kept)]
            rows = [_row(asked, view.kept.get(asked.key), view.visible, circumstances) for asked in shown]
            if rows:
                parts.append(Part(step.key, said(step.title), rows))
        return parts


def _says(asked: Question | Group, kept: Mapping[str, Any]) -> bool:
    """Say whether a question has a line: a sum over nothing was never asked, so it is not unanswered either."""
    return isinstance(asked, Group) or not kind_of(asked).worked_out or asked.key in kept


def show(question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
    """Return one value in words, in the active language; nothing for no answer."""
    if not is_answered(value):
        return ""
    if is_not_sure(value):
        return _("Not sure")
    return kind_of(question).show(question, value, circumstances)


def _row(asked: Question | Group, value: Any, visible: frozenset[str], circumstances: Circumstances) -> Row:
    if isinstance(asked, Question):
        return _question_row(asked, value, pointer(asked.key), circumstances)
    children = [
        [
            _question_row(each, row.get(each.key), pointer(asked.key, index, each.key), circumstances)
            for each in visible_questions(asked, index, visible)
        ]
        for index, row in enumerate(rows_of(value))
    ]
    text = "" if isinstance(value, list) or not is_answered(value) else as_json(value)
    label = said(asked.row_label)
    return Row(asked.key, pointer(asked.key), called(asked), text, "group", False, value, children, label)


def _question_row(question: Question, value: Any, path: str, circumstances: Circumstances) -> Row:
    unsure = is_not_sure(value) or (question.kind == "yes_no" and value == NOT_SURE)
    text = show(question, value, circumstances)
    return Row(question.key, path, called(question), text, question.kind, unsure, value)
