"""Figures of a form: steps, questions, required answers, about how long it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from cms.reading import words_of
from forms.lint.questions import MOST_REQUIRED
from workflows.definition import Definition, Group, Question, Step, pick

# A page asks five questions at most; a group counts as one.
MOST_ON_A_STEP = 5
# Seconds that an answer takes once the question is read: a choice, a line, several lines or parts.
_CHOICE, _LINE, _LONG = 5, 12, 40
_SECONDS = {
    **dict.fromkeys(("one_of", "some_of", "yes_no", "consent", "how_known"), _CHOICE),
    **dict.fromkeys(("long_text", "statement", "time_span", "address", "location", "file"), _LONG),
    **dict.fromkeys(("person", "business", "vehicle", "suspect", "witness", "card_ending"), _LONG),
}
# Words a minute of somebody who reads a form with care.
_READS = 180


@dataclass(frozen=True, slots=True)
class StepFigures:
    """One step: where it stands, what it is called, how much it asks."""

    number: int
    title: str
    questions: int

    @property
    def too_many(self) -> bool:
        """Whether it asks more than one page should."""
        return self.questions > MOST_ON_A_STEP


@dataclass(frozen=True, slots=True)
class Figures:
    """How much a form asks of a person."""

    steps: list[StepFigures]
    questions: int
    required: int
    minutes: int

    @property
    def most_required(self) -> int:
        """How many required answers people put up with."""
        return MOST_REQUIRED

    @property
    def too_many_required(self) -> bool:
        """Whether more answers are required than people put up with."""
        return self.required > MOST_REQUIRED


def figures_of(body: Mapping[str, Any], language: str) -> Figures:
    """Return the figures of a definition, with titles in `language`."""
    read = Definition.of(body)
    asked = [question for step in read.steps for question in _questions(step)]
    steps = [
        StepFigures(number, pick(step.title, language) or step.key, _asked(step))
        for number, step in enumerate(read.steps, 1)
    ]
    required = sum(1 for each in asked if each.required)
    return Figures(steps, len(asked), required, _minutes(read, language))


def _asked(step: Step) -> int:
    """Return how many things a page asks: a group is one, a sum is answered by nobody."""
    return sum(1 for item in step.asked if isinstance(item, Group) or item.kind != "computed")


def _questions(step: Step) -> Iterator[Question]:
    for item in step.asked:
        for question in item.questions if isinstance(item, Group) else (item,):
            if question.kind != "computed":
                yield question


def _minutes(read: Definition, language: str) -> int:
    """Return about how long it takes: all that is asked of everybody, one row a group, reading included."""
    always = [
        question
        for step in read.steps
        if step.show_if is None
        for question in _questions(step)
        if question.show_if is None
    ]
    seconds = sum(_SECONDS.get(each.kind, _LINE) for each in always)
    words = sum(
        len(words_of(pick(text, language), "en")) for each in always for text in (each.label, each.help)
    )
    return max(1, ceil(seconds / 60 + words / _READS))
