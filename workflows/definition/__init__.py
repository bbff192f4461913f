"""Definitions: all that runs a form version. Pure functions over its JSON; docs/definition.md is the reference."""

from workflows.definition.answers import ensure_row_ids, presentable
from workflows.definition.assessment import Outcome, assess, check_patch, merged
from workflows.definition.canonical import canonical, digest
from workflows.definition.conditions import established, evaluate, is_answered, is_not_sure, mentioned
from workflows.definition.fields import (
    Field,
    FieldGroup,
    FieldPart,
    FieldRow,
    GuidanceText,
    Option,
    field_for,
    fields_of_step,
)
from workflows.definition.hints import Hint, hints
from workflows.definition.kinds import FileFacts, Kind, kind_names, kind_of, register
from workflows.definition.kinds.files import most_bytes
from workflows.definition.kinds.numbers import shown_money
from workflows.definition.lint import lint_condition, lint_question
from workflows.definition.posts import initial_for, read_post
from workflows.definition.presentation import Part, Row, present, show
from workflows.definition.problems import Problem, field_name, pointer
from workflows.definition.schema import answers_schema
from workflows.definition.spoken import form_in
from workflows.definition.structure import (
    Advice,
    Choice,
    Definition,
    Eligibility,
    Group,
    Guidance,
    Question,
    Step,
    Stopper,
    VersionBody,
)
from workflows.definition.texts import pick
from workflows.definition.visibility import counted_answers

__all__ = [
    "Advice",
    "Choice",
    "Definition",
    "Eligibility",
    "Field",
    "FieldGroup",
    "FieldPart",
    "FieldRow",
    "FileFacts",
    "Group",
    "Guidance",
    "GuidanceText",
    "Hint",
    "Kind",
    "Option",
    "Outcome",
    "Part",
    "Problem",
    "Question",
    "Row",
    "Step",
    "Stopper",
    "VersionBody",
    "answers_schema",
    "assess",
    "canonical",
    "check_patch",
    "counted_answers",
    "digest",
    "ensure_row_ids",
    "established",
    "evaluate",
    "field_for",
    "field_name",
    "fields_of_step",
    "form_in",
    "hints",
    "initial_for",
    "is_answered",
    "is_not_sure",
    "kind_names",
    "kind_of",
    "lint_condition",
    "lint_question",
    "mentioned",
    "merged",
    "most_bytes",
    "pick",
    "pointer",
    "present",
    "presentable",
    "read_post",
    "register",
    "show",
    "shown_money",
]
