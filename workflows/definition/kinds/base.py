"""A question kind: how answers of it are read, checked, shown and described. One small class per kind.

Kinds are registered by name and looked up by `kind_of`; a definition names them as strings, so a new kind
needs no change to the model. Sentences are made in the language that is active.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.definition.problems import Fault, Refused, refuse
from workflows.definition.structure import Group, Question
from workflows.definition.texts import pick

if TYPE_CHECKING:
    from workflows.definition.kinds.parts import PartOf

NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of an attachment without opening it."""

    media_type: str
    size: int
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an answer is held against beside its question: the day, the moment if known, files, other answers."""

    today: date
    now: datetime | None = None
    files: Mapping[str, FileFacts] = field(default_factory=dict)
    # The addresses that were proved by a code; None where nobody asks for a proof.
    proved: Collection[str] | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    row: Mapping[str, Any] = field(default_factory=dict)

    def answer(self, key: str) -> Any:
        """Return another answer: of the same row if there is one, else of the report."""
        return self.row.get(key, self.answers.get(key))


class Kind:
    """The common behaviour of kinds; a kind overrides what it does differently."""

    name: ClassVar[str]
    verb: ClassVar[str] = "enter"
    # Whether {"not_sure": true} is an answer where the question offers it, and whether a radio button says it.
    unsure: ClassVar[bool] = True
    unsure_among_choices: ClassVar[bool] = False
    # Whether the value is an object, which no condition can compare with anything.
    in_parts: ClassVar[bool] = False
    # Whether the value is worked out from other answers: nobody sends it, nothing sent is taken.
    worked_out: ClassVar[bool] = False
    # The part of the value that `offered` is about; "" for the value itself.
    offered_part: ClassVar[str] = ""

    def clean(self, question: Question, value: Any) -> Any:
        """Return the normal form of `value`, None if it says nothing; raise `Refused`. Idempotent."""
        raise NotImplementedError

    def allow(self, question: Question, value: Any, circumstances: Circumstances) -> None:
        """Raise `Refused` if a clean value does not fit the circumstances."""

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        """Return `value` as people read it; a value of the wrong type as JSON."""
        return value if isinstance(value, str) else as_json(value)

    def schema(self, question: Question) -> dict[str, Any]:
        """Return the JSON Schema of values that `clean` takes."""
        raise NotImplementedError

    def read(self, question: Question, post: QueryDict, name: str) -> Any:
        """Return what was posted as a value, None if nothing was; what cannot be read stays as it was typed."""
        return post.get(name) or None

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        """Return the field values that show `value` again, by suffix of the field's name (`""` for itself)."""
        return {"": value if isinstance(value, str) else "" if value in NOTHING else as_json(value)}

    def kept(self, question: Question, value: Any) -> Any:
        """Return what of a refused value a draft may keep, so that a person can mend it."""
        return value

    def hint(self, question: Question, value: Any) -> Iterable[Fault]:
        """Return what a person may want to look at again in a clean value; it never keeps anybody from going on."""
        return ()

    def hint_texts(self, question: Question) -> dict[str, str]:
        """Return the sentences of the hints, by code, for a browser to say while somebody types."""
        return {}

    def offered(self, question: Question) -> Sequence[tuple[str, str, str]]:
        """Return what there is to choose from: token, label, hint."""
        return [(each.token, said(each.label), said(each.hint)) for each in question.choices]

    def parts(self, question: Question) -> "Sequence[PartOf]":
        """Return the parts that are asked, for a kind whose value has parts that are drawn one by one."""
        return ()

    def missing(self, question: Question) -> str:
        """Return the sentence for a required question without an answer."""
        return _sentence_for_missing(self.verb, question)

    def lint(self, question: Question) -> list[str]:
        """Return what an editor has to mend in the question, as sentences."""
        return []

    def lint_among(
        self, question: Question, known: Mapping[str, Question | Group], before: Collection[str]
    ) -> list[str]:
        """Return what to mend in what the question says about others; `before` are the keys asked before it."""
        return []


class UnknownKind(Kind):
    """Stands in for a kind this version of the software does not have: takes all, shows all."""

    name = "unknown"

    def clean(self, question: Question, value: Any) -> Any:
        return None if value in NOTHING else value

    def schema(self, question: Question) -> dict[str, Any]:
        return {}

    def lint(self, question: Question) -> list[str]:
        return [
            _("“%(label)s” is of an unknown kind: %(kind)s.")
            % {"label": called(question), "kind": question.kind}
        ]


_kinds: dict[str, Kind] = {}


def register(kind: type[Kind]) -> type[Kind]:
    """Make `kind` known under its name."""
    _kinds[kind.name] = kind()
    return kind


def kind_of(question: Question) -> Kind:
    """Return the kind of `question`; an unknown one takes any value."""
    return _kinds.get(question.kind) or UnknownKind()


def kind_names() -> list[str]:
    """Return the names of all kinds, in the order they were registered."""
    return list(_kinds)


def hinted(kind: Kind, question: Question, code: str) -> Fault:
    """Return the hint of `kind` that has this code."""
    return Fault(code, kind.hint_texts(question)[code])


def called(question: Any) -> str:
    """Return the label of a question or group in the active language."""
    return pick(question.label, get_language() or "en") or question.key


def said(text: object) -> str:
    """Return `text` in the active language."""
    return pick(text, get_language() or "en")


def as_json(value: Any) -> str:
    """Return `value` as JSON text, whatever it is."""
    return json.dumps(value, ensure_ascii=False, default=str)


def whole(limits: Mapping[str, Any], name: str, default: int) -> int:
    """Return a limit that is a whole number, `default` if it is not there or broken."""
    value = limits.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def wrong_type(question: Question) -> Refused:
    """Return the refusal of a value of another JSON type than the question takes."""
    return refuse("type", _("The answer to “%(label)s” has the wrong form.") % {"label": called(question)})


def _sentence_for_missing(verb: str, question: Question) -> str:
    label = {"label": called(question)}
    if verb == "add":
        return _("Add a file to “%(label)s”.") % label
    if label["label"].endswith("?"):
        if question.not_sure:
            return _("Answer “%(label)s”, or choose Not sure.") % label
        return _("Answer “%(label)s”") % label
    if verb == "choose":
        if question.not_sure:
            return _("Choose an answer to “%(label)s”, or choose Not sure.") % label
        return _("Choose an answer to “%(label)s”.") % label
    if question.not_sure:
        return _("Enter “%(label)s”, or choose Not sure.") % label
    return _("Enter “%(label)s”.") % label
