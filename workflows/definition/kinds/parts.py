"""Answers with parts, such as a person: each part is a small question of its own, checked by its own kind."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.definition.kinds.base import NOTHING, Circumstances, Kind, as_json, called, wrong_type
from workflows.definition.kinds.text import ShortText
from workflows.definition.problems import Fault, Refused
from workflows.definition.structure import Choice, Question

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class PartOf:
    """One part of an answer: its kind, what it is called, how wide its field is, what a browser may fill in."""

    name: str
    title: Any
    kind: Kind = field(default_factory=ShortText)
    limits: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[tuple[str, Any], ...] = ()
    example: str = ""
    explained: Any = ""
    width: str = ""
    inputmode: str = ""
    autocomplete: str = ""
    # What a browser looks at while somebody types: `vin`, `plate`, `imei`, `serial`, `last_four`.
    watch: str = ""

    def question(self, whole: Question) -> Question:
        """Return the part as a question, called by its own name and that of the whole."""
        return _question_of(self, whole.key, called(whole), get_language() or "en")


@lru_cache(maxsize=4096)
def _question_of(part: PartOf, key: str, whole: str, language: str) -> Question:
    return Question(
        key=f"{key}-{part.name}",
        kind=part.kind.name,
        label={language: _("%(part)s (%(whole)s)") % {"part": part.title, "whole": whole}},
        help={},
        example={language: part.example} if part.example else {},
        required=False,
        not_sure=False,
        show_if=None,
        limits=part.limits,
        choices=tuple(Choice(token, {language: str(label)}, {}) for token, label in part.choices),
        messages={},
    )


class Composite(Kind):
    """A kind whose value is an object of parts. The limit `parts` says which are asked, in the kind's order."""

    in_parts = True
    all_parts: ClassVar[tuple[PartOf, ...]]
    # Asked for when the question must be answered, where the limit `required_parts` does not say otherwise.
    needed: ClassVar[tuple[str, ...]] = ()
    # What stands in the first line in words; all else has a line with its title.
    headline: ClassVar[tuple[str, ...]] = ()

    def parts(self, question: Question) -> Sequence[PartOf]:
        wanted = names_in(question, "parts")
        return [part for part in self.all_parts if part.name in wanted] if wanted else self.all_parts

    def required_parts(self, question: Question) -> list[str]:
        """Return the parts without which an answer is not complete."""
        asked = {part.name for part in self.parts(question)}
        named = names_in(question, "required_parts")
        needed = named or (self.needed if question.required else ())
        return [name for name in needed if name in asked]

    def clean(self, question: Question, value: Any) -> dict[str, Any] | None:
        asked = self.parts(question)
        if not isinstance(value, dict) or not value.keys() <= {part.name for part in asked}:
            raise wrong_type(question)
        found = {part.name: _Checked(question, part, value.get(part.name)) for part in asked}
        clean = {name: each.value for name, each in found.items() if each.value is not None}
        faults = [fault for each in found.values() for fault in each.faults]
        if clean or faults:
            faults += self._missing_parts(question, {*clean, *(fault.part for fault in faults)})
        if faults:
            raise Refused(*sorted(faults, key=lambda fault: list(found).index(fault.part)))
        return clean or None

    def allow(self, question: Question, value: Any, circumstances: Circumstances) -> None:
        faults: list[Fault] = []
        for part, given in self._given(question, value):
            try:
                part.kind.allow(part.question(question), given, circumstances)
            except Refused as refusal:
                faults += [Fault(each.code, each.message, part.name) for each in refusal.faults]
        if faults:
            raise Refused(*faults)

    def hint(self, question: Question, value: Any) -> Iterator[Fault]:
        for part, given in self._given(question, value):
            for each in part.kind.hint(part.question(question), given):
                yield Fault(each.code, each.message, part.name)

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        if not isinstance(value, dict):
            return super().show(question, value)
        shown = {
            part.name: text
            for part in self.all_parts
            if (text := shown_part(question, part, value.get(part.name)))
        }
        first = self.first_line(shown)
        titles = {part.name: part.title for part in self.all_parts}
        lines = [_line(str(titles[name]), text) for name, text in shown.items()]
        return "\n".join(line for line in [first, *lines] if line) or as_json(value)

    def first_line(self, shown: dict[str, str]) -> str:
        """Take the words of the first line out of the parts that are shown, and return the line."""
        return " ".join(shown.pop(name) for name in self.headline if name in shown)

    def schema(self, question: Question) -> dict[str, Any]:
        properties = {
            part.name: {"title": str(part.title), **part.kind.schema(part.question(question))}
            for part in self.parts(question)
        }
        required = self.required_parts(question)
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            **({"required": required} if required else {"minProperties": 1}),
        }

    def read(self, question: Question, post: QueryDict, name: str) -> dict[str, Any] | None:
        typed = {
            part.name: part.kind.read(part.question(question), post, f"{name}-{part.name}")
            for part in self.parts(question)
        }
        return {part: each for part, each in typed.items() if not _says_nothing(each)} or None

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        source = value if isinstance(value, dict) else {}
        return {
            f"-{part.name}": part.kind.initial(part.question(question), source.get(part.name))[""]
            for part in self.parts(question)
        }

    def missing(self, question: Question) -> str:
        needed = set(self.required_parts(question))
        titles = ", ".join(str(part.title) for part in self.parts(question) if part.name in needed)
        values = {"label": called(question), "parts": titles}
        if titles and question.not_sure:
            return _("Fill in “%(label)s” (%(parts)s), or choose Not sure.") % values
        if titles:
            return _("Fill in “%(label)s” (%(parts)s).") % values
        if question.not_sure:
            return _("Fill in at least one part of “%(label)s”, or choose Not sure.") % values
        return _("Fill in at least one part of “%(label)s”.") % values

    def lint(self, question: Question) -> list[str]:
        label = {"label": called(question)}
        there = {part.name for part in self.all_parts}
        wanted = names_in(question, "parts")
        found = [
            _("“%(label)s” has no part “%(part)s”. Its parts are %(parts)s.")
            % {**label, "part": name, "parts": ", ".join(part.name for part in self.all_parts)}
            for name in dict.fromkeys([*wanted, *names_in(question, "required_parts")])
            if name not in there
        ]
        if wanted and set(names_in(question, "required_parts")) & there - set(wanted):
            found.append(_("“%(label)s”: a part that must be filled in is not asked.") % label)
        return found

    def _missing_parts(self, question: Question, there: Collection[str]) -> Iterable[Fault]:
        for part in self.parts(question):
            if part.name in self.required_parts(question) and part.name not in there:
                yield Fault("required", part.kind.missing(part.question(question)), part.name)

    def _given(self, question: Question, value: Any) -> Iterator[tuple[PartOf, Any]]:
        for part in self.parts(question) if isinstance(value, dict) else ():
            if value.get(part.name) not in NOTHING:
                yield part, value[part.name]


class _Checked:
    """What one part came to: its normal form, or what is wrong with it."""

    def __init__(self, question: Question, part: PartOf, given: Any) -> None:
        self.value: Any = None
        self.faults: list[Fault] = []
        if given in NOTHING:
            return
        try:
            self.value = part.kind.clean(part.question(question), given)
        except Refused as refusal:
            self.faults = [Fault(each.code, each.message, part.name) for each in refusal.faults]


def names_in(question: Question, limit: str) -> list[str]:
    """Return the names that a limit lists, none if it is broken."""
    value = question.limits.get(limit)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _line(title: str, text: str) -> str:
    """Return a part with its title: a colon after it, but not after a question mark."""
    if title.endswith("?"):
        return f"{title} {text}"
    return _("%(title)s: %(text)s") % {"title": title, "text": text}


def shown_part(question: Question, part: PartOf, value: Any) -> str:
    """Return one part in words, nothing for none."""
    return "" if value in NOTHING else part.kind.show(part.question(question), value)


def _says_nothing(typed: Any) -> bool:
    """Say whether a part was left empty; a blank that slipped in must not outweigh a ticked "Not sure"."""
    return typed in NOTHING or (isinstance(typed, str) and not typed.strip())
