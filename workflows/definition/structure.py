"""A definition read into plain objects; what is broken in it is left out, so that running one never raises."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from workflows.definition.conditions import mentioned

MOST_ROWS = 50
# The kind whose value is worked out from rows.
COMPUTED = "computed"

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question offers."""

    token: str
    label: Text
    hint: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question, at the top of a step or in the rows of a group."""

    key: str
    kind: str
    label: Text
    help: Text
    example: Text
    required: bool
    not_sure: bool
    show_if: Any
    limits: Mapping[str, Any]
    choices: tuple[Choice, ...]
    messages: Mapping[str, Text]
    prefill: bool = False

    def offers(self, token: object) -> bool:
        """Say whether `token` is one of the choices."""
        return any(choice.token == token for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are answered once per row, such as one row per stolen item."""

    key: str
    label: Text
    help: Text
    row_label: Text
    min: int
    max: int
    show_if: Any
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """Text between questions."""

    text: Text
    show_if: Any


@dataclass(frozen=True, slots=True)
class Stopper:
    """What ends the way with an explanation and the next step, once its condition is established."""

    key: str
    reason: str
    condition: Any
    title: Text
    text: Text
    link: Mapping[str, Any] | None
    step: str = ""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """A rule in force from one day until another, both included: what it establishes ends the way like a stopper."""

    stopper: Stopper
    begins: str
    ends: str

    def is_in_force(self, today: date) -> bool:
        """Say whether the rule counts on `today`; a day that is not given is open."""
        day = today.isoformat()
        return (not self.begins or self.begins <= day) and (not self.ends or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Advice:
    """What a report would be better with, said before sending when a condition holds; it never blocks."""

    key: str
    condition: Any
    question: str
    text: Text


Item = Question | Group | Guidance | Stopper


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the way."""

    key: str
    title: Text
    intro: Text
    show_if: Any
    items: tuple[Item, ...]

    @property
    def asked(self) -> Iterator[Question | Group]:
        """Yield the questions and groups of this step, in order."""
        return (item for item in self.items if isinstance(item, Question | Group))


@dataclass(frozen=True, slots=True)
class Definition:
    """A form version, ready to run."""

    key: str
    title: Text
    languages: tuple[str, ...]
    steps: tuple[Step, ...]
    asked: Mapping[str, Question | Group] = field(repr=False)
    eligibility: tuple[Eligibility, ...] = ()
    advice: tuple[Advice, ...] = ()
    resume: str = "code_and_link"
    computed: tuple[Question, ...] = ()

    @classmethod
    def of(cls, body: "Mapping[str, Any] | Definition | None") -> "Definition":
        """Read `body`; one that is read already is handed back."""
        if isinstance(body, Definition):
            return body
        if isinstance(body, VersionBody):
            return body.read
        source = _mapping(body)
        steps = tuple(_step(each) for each in _mappings(source.get("steps")))
        asked: dict[str, Question | Group] = {}
        for step in steps:
            for item in step.asked:
                asked.setdefault(item.key, item)
        languages = tuple(each for each in _list(source.get("languages")) if isinstance(each, str))
        return cls(
            _string(source.get("key")),
            _mapping(source.get("title")),
            languages,
            steps,
            asked,
            tuple(_eligibility(each, steps) for each in _mappings(source.get("eligibility"))),
            tuple(_advice(each) for each in _mappings(source.get("advice"))),
            _string(source.get("resume")) or "code_and_link",
            tuple(each for each in asked.values() if isinstance(each, Question) and each.kind == COMPUTED),
        )

    @property
    def stoppers(self) -> Iterator[Stopper]:
        """Yield every stopper in order, then those of the rules of eligibility, in force or not."""
        yield from (item for step in self.steps for item in step.items if isinstance(item, Stopper))
        yield from (rule.stopper for rule in self.eligibility)


class VersionBody(dict[str, Any]):
    """The body of a version, which never changes: read into plain objects once, when first asked for."""

    @cached_property
    def read(self) -> Definition:
        """The definition that this body holds."""
        return Definition.of(dict(self))


def question_of(source: Mapping[str, Any] | Question) -> Question:
    """Read one question of a definition's JSON; one that is read already is handed back."""
    if isinstance(source, Question):
        return source
    return Question(
        key=_string(source.get("key")),
        kind=_string(source.get("kind")),
        label=_mapping(source.get("label")),
        help=_mapping(source.get("help")),
        example=_mapping(source.get("example")),
        required=source.get("required") is True,
        not_sure=source.get("not_sure") is True,
        show_if=source.get("show_if"),
        limits=_mapping(source.get("limits")),
        choices=tuple(_choice(each) for each in _mappings(source.get("choices"))),
        messages=_mapping(source.get("messages")),
        prefill=source.get("prefill") is True,
    )


def group_of(source: Mapping[str, Any] | Group) -> Group:
    """Read one group of a definition's JSON; one that is read already is handed back."""
    if isinstance(source, Group):
        return source
    least = _count(source.get("min"), 1)
    return Group(
        key=_string(source.get("key")),
        label=_mapping(source.get("label")),
        help=_mapping(source.get("help")),
        row_label=_mapping(source.get("row_label")),
        min=least,
        max=max(least, 1, _count(source.get("max"), 20)),
        show_if=source.get("show_if"),
        questions=tuple(question_of(each) for each in _mappings(source.get("questions")) if _key(each)),
    )


def asked_of(source: Mapping[str, Any] | Question | Group) -> Question | Group:
    """Read a question or a group, whichever it is."""
    if isinstance(source, Question | Group):
        return source
    return group_of(source) if source.get("item") == "group" else question_of(source)


def _step(source: Mapping[str, Any]) -> Step:
    key = _string(source.get("key"))
    return Step(
        key=key,
        title=_mapping(source.get("title")),
        intro=_mapping(source.get("intro")),
        show_if=source.get("show_if"),
        items=tuple(item for each in _mappings(source.get("items")) if (item := _item(each, key))),
    )


def _item(source: Mapping[str, Any], step: str) -> Item | None:
    name = source.get("item")
    if name == "question" and _key(source):
        return question_of(source)
    if name == "group" and _key(source):
        return group_of(source)
    if name == "guidance":
        return Guidance(_mapping(source.get("text")), source.get("show_if"))
    if name == "stopper":
        return _stopper(source, step)
    return None


def _stopper(source: Mapping[str, Any], step: str) -> Stopper:
    link = source.get("link")
    return Stopper(
        key=_string(source.get("key")),
        reason=_string(source.get("reason")),
        condition=source.get("if"),
        title=_mapping(source.get("title")),
        text=_mapping(source.get("text")),
        link=link if isinstance(link, Mapping) else None,
        step=step,
    )


def _eligibility(source: Mapping[str, Any], steps: tuple[Step, ...]) -> Eligibility:
    """Read a rule; the way ends where the last of the answers that it looks at is asked."""
    read = {*mentioned(source.get("if"))}
    asking = [step.key for step in steps for item in step.asked if item.key in read]
    stopper = _stopper({"reason": "not_eligible", **source}, asking[-1] if asking else "")
    return Eligibility(stopper, _string(source.get("from")), _string(source.get("until")))


def _advice(source: Mapping[str, Any]) -> Advice:
    return Advice(
        _string(source.get("key")),
        source.get("if"),
        _string(source.get("question")),
        _mapping(source.get("text")),
    )


def _choice(source: Mapping[str, Any]) -> Choice:
    return Choice(_string(source.get("token")), _mapping(source.get("label")), _mapping(source.get("hint")))


def _key(source: Mapping[str, Any]) -> str:
    return _string(source.get("key"))


def _count(value: object, default: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return default
    return min(max(value, 0), MOST_ROWS)


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [each for each in _list(value) if isinstance(each, Mapping)]
