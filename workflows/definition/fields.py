"""A step as form fields: everything a template needs to draw it, nothing left to decide there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation

from workflows.definition.answers import ROW_ID, words_for
from workflows.definition.conditions import NOT_SURE, evaluate
from workflows.definition.hints import Hint, hints_of
from workflows.definition.kinds import kind_of
from workflows.definition.kinds.base import called, said
from workflows.definition.kinds.parts import Composite, PartOf
from workflows.definition.posts import initial_for
from workflows.definition.problems import Fault, Problem, pointer
from workflows.definition.structure import Definition, Group, Guidance, Item, Question, asked_of
from workflows.definition.visibility import rows_of, view_of


@dataclass(frozen=True, slots=True)
class Option:
    """One choice as a radio button, check box or entry of a list."""

    token: str
    label: str
    hint: str
    checked: bool


@dataclass(frozen=True, slots=True)
class FieldPart:
    """One part of a field, with an input of its own; `kind` is the part's, such as `phone` or `one_of`."""

    name: str
    part: str
    kind: str
    label: str
    explained: str
    required: bool
    value: str
    options: list[Option]
    problem: str
    hint: str
    width: str
    inputmode: str
    autocomplete: str
    # What a browser looks at while somebody types, and the sentences it then says, by code.
    watch: str
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One question as a template draws it. `values` is by part (`""` for the field itself, `from_date`, `street`).

    `parts` are the inputs of a kind that is drawn part by part; `hints` what to look at again in what is saved.
    """

    key: str
    name: str
    kind: str
    label: str
    help: str
    example: str
    required: bool
    offers_not_sure: bool
    not_sure: bool
    values: Mapping[str, Any]
    options: list[Option]
    limits: Mapping[str, Any]
    problems: list[Problem]
    show_if: Any
    shown: bool
    parts: list[FieldPart] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    says: Mapping[str, str] = field(default_factory=dict)

    @property
    def value(self) -> Any:
        """The text of a field with one input; the list of a field with several of one name."""
        return self.values.get("", "")

    @property
    def part_problems(self) -> dict[str, str]:
        """The sentences about one part of the answer, by part."""
        return {each.path.rsplit("/", 1)[1]: each.message for each in self.problems if each.path != self.path}

    @property
    def path(self) -> str:
        """The JSON Pointer of the answer."""
        return "/" + self.name.replace("-", "/")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One row of a group; `worked_on` where a button in it was pressed."""

    index: int
    id: str
    fields: list[Field]
    worked_on: bool = False


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A group as a template draws it."""

    key: str
    name: str
    label: str
    help: str
    row_label: str
    min: int
    max: int
    rows: list[FieldRow]
    problems: list[Problem]
    show_if: Any
    shown: bool
    kind: str = "group"


@dataclass(frozen=True, slots=True)
class GuidanceText:
    """Text between questions."""

    text: str
    show_if: Any
    shown: bool
    kind: str = field(default="guidance")


Shown = Field | FieldGroup | GuidanceText


def fields_of_step(
    body: Any, step: str, answers: Mapping[str, Any], language: str, problems: Iterable[Problem] = ()
) -> list[Shown]:
    """Return the fields of one step, in order, with what is saved and what is wrong; `shown` is by the conditions.

    Fields that are not shown are in the list too, for the browser to show once their condition holds.
    """
    definition = Definition.of(body)
    found = next((each for each in definition.steps if each.key == step), None)
    items = found.items if found else ()
    kept = view_of(definition, {**answers, **_first_rows(items, answers)}).kept
    listed = list(problems)
    with translation.override(language):
        drawn = [_drawn(item, answers, kept, listed) for item in items]
    return [each for each in drawn if each is not None]


def _first_rows(items: Iterable[Item], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the empty rows that groups show from the start: the page brings them, so its conditions see them."""
    groups = (item for item in items if isinstance(item, Group) and item.min)
    return {
        group.key: [{} for _each in range(group.min)]
        for group in groups
        if not rows_of(answers.get(group.key))
    }


def field_for(
    source: Mapping[str, Any] | Question,
    value: Any,
    problems: Iterable[Problem] = (),
    *,
    name: str = "",
    shown: bool = True,
) -> Field:
    """Return one question as a field, in the active language; `problems` may hold those of other questions."""
    question = asked_of(source)
    if isinstance(question, Group):
        raise TypeError("A group has rows of fields: use fields_of_step.")
    name = name or question.key
    path = "/" + name.replace("-", "/")
    own = [each for each in problems if (each.path + "/").startswith(path + "/")]
    hinted = [] if own else hints_of(question, value, tuple(name.split("-")))
    texts = initial_for(question, value, name)
    ticked = bool(texts.pop(f"{name}-{NOT_SURE}", ""))
    values = {full[len(name) :].removeprefix("-"): text for full, text in texts.items()}
    drawn = Field(
        key=question.key,
        name=name,
        kind=question.kind,
        label=called(question),
        help=said(question.help),
        example=said(question.example),
        required=question.required,
        offers_not_sure=question.not_sure and kind_of(question).unsure,
        not_sure=ticked,
        values=values,
        options=_options(question, values),
        limits=question.limits,
        problems=own,
        show_if=question.show_if,
        shown=shown,
        hints=hinted,
        says=_says(question, kind_of(question).hint_texts(question)),
    )
    drawn.parts.extend(_parts(question, drawn))
    return drawn


def _parts(question: Question, drawn: Field) -> Iterable[FieldPart]:
    kind = kind_of(question)
    if not isinstance(kind, Composite):
        return []
    needed = kind.required_parts(question)
    wrong = drawn.part_problems
    hinted = {each.path.rsplit("/", 1)[1]: each.message for each in drawn.hints}
    return [
        _part(question, part, drawn, part.name in needed, wrong.get(part.name, ""), hinted.get(part.name, ""))
        for part in kind.parts(question)
    ]


def _part(
    question: Question, part: PartOf, drawn: Field, required: bool, problem: str, hint: str
) -> FieldPart:
    value = drawn.values.get(part.name) or ""
    offered = part.kind.offered(part.question(question))
    return FieldPart(
        name=f"{drawn.name}-{part.name}",
        part=part.name,
        kind=part.kind.name,
        label=str(part.title),
        explained=str(part.explained),
        required=required,
        value=value,
        options=[Option(token, label, explained, token == value) for token, label, explained in offered],
        problem=problem,
        hint=hint,
        width=part.width,
        inputmode=part.inputmode,
        autocomplete=part.autocomplete,
        watch=part.watch,
        says=_says(question, part.kind.hint_texts(part.question(question)), part.name),
    )


def _says(question: Question, texts: Mapping[str, str], part: str = "") -> dict[str, str]:
    return {code: words_for(question, Fault(code, text, part)) for code, text in texts.items()}


def _drawn(
    item: Item, answers: Mapping[str, Any], kept: dict[str, Any], problems: list[Problem]
) -> Shown | None:
    if isinstance(item, Guidance):
        return GuidanceText(said(item.text), item.show_if, evaluate(item.show_if, kept))
    if isinstance(item, Question):
        value = (kept if kind_of(item).worked_out else answers).get(item.key)
        return field_for(item, value, problems, shown=evaluate(item.show_if, kept))
    if isinstance(item, Group):
        return _group(item, answers, kept, problems)
    return None


def _group(
    group: Group, answers: Mapping[str, Any], kept: dict[str, Any], problems: list[Problem]
) -> FieldGroup:
    # A group that needs a row shows an empty one from the start.
    rows = rows_of(answers.get(group.key)) or [{} for _each in range(group.min)]
    return FieldGroup(
        key=group.key,
        name=group.key,
        label=called(group),
        help=said(group.help),
        row_label=said(group.row_label),
        min=group.min,
        max=group.max,
        rows=[_field_row(group, index, row, kept, problems) for index, row in enumerate(rows)],
        problems=[each for each in problems if each.path == pointer(group.key)],
        show_if=group.show_if,
        shown=evaluate(group.show_if, kept),
    )


def _field_row(
    group: Group, index: int, row: dict[str, Any], kept: dict[str, Any], problems: list[Problem]
) -> FieldRow:
    counted = rows_of(kept.get(group.key))
    seen = counted[index] if index < len(counted) else row
    fields = [
        field_for(
            question,
            row.get(question.key),
            problems,
            name=f"{group.key}-{index}-{question.key}",
            shown=evaluate(question.show_if, kept, seen),
        )
        for question in group.questions
    ]
    identity = row.get(ROW_ID)
    return FieldRow(index, identity if isinstance(identity, str) else "", fields)


def _options(question: Question, values: Mapping[str, Any]) -> list[Option]:
    kind = kind_of(question)
    chosen = values.get(kind.offered_part, [])
    chosen = chosen if isinstance(chosen, list) else [chosen]
    return [Option(token, label, hint, token in chosen) for token, label, hint in kind.offered(question)]
