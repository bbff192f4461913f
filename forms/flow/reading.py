"""What the picture of a report type shows, in words: the same for the drawing and for the list below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.flow.words import Words, short
from workflows.definition import Definition, Group, Question, pick
from workflows.definition.structure import Eligibility, Step, Stopper

EMERGENCIES = ("emergency", "in_progress")


@dataclass(frozen=True)
class End:
    """Where the way ends early: what it is called, when, and of a rule the days on which it counts."""

    title: str
    when: str
    days: str
    kind: str


@dataclass(frozen=True)
class Stage:
    """One step: what it asks, what opens it, what is asked only sometimes, where the way ends in it."""

    number: int
    title: str
    when: str
    counts: str
    details: list[str]
    ends: list[End]


@dataclass(frozen=True)
class Flow:
    """A whole report type."""

    title: str
    language: str
    stages: list[Stage]


def flow_of(body: Any, language: str) -> Flow:
    """Return what there is to show of a definition, in `language`. Never raises, whatever the body is."""
    read = Definition.of(body)
    with translation.override(language):
        words = Words(read, language)
        stages = [_stage(number, step, read, words, language) for number, step in enumerate(read.steps, 1)]
        return Flow(short(pick(read.title, language) or read.key), language, stages)


def _stage(number: int, step: Step, read: Definition, words: Words, language: str) -> Stage:
    stoppers = [item for item in step.items if isinstance(item, Stopper)]
    rules = [rule for rule in read.eligibility if rule.stopper.step == step.key]
    ends = [_end(stopper, words, language, "") for stopper in stoppers]
    ends += [_end(rule.stopper, words, language, _days(rule)) for rule in rules]
    return Stage(
        number=number,
        title=short(pick(step.title, language) or step.key),
        when=words.say(step.show_if),
        counts=_counts(step),
        details=[*_details(step, words)],
        ends=ends,
    )


def _end(stopper: Stopper, words: Words, language: str, days: str) -> End:
    kind = "rule" if days else "emergency" if stopper.reason in EMERGENCIES else "stop"
    title = short(pick(stopper.title, language) or stopper.key)
    return End(title, words.say(stopper.condition), days, kind)


def _days(rule: Eligibility) -> str:
    if rule.begins and rule.ends:
        return _("rule from %(begins)s to %(ends)s") % {"begins": rule.begins, "ends": rule.ends}
    if rule.begins:
        return _("rule from %(begins)s on") % {"begins": rule.begins}
    if rule.ends:
        return _("rule until %(ends)s") % {"ends": rule.ends}
    return _("rule")


def _counts(step: Step) -> str:
    questions = [each for each in step.asked if isinstance(each, Question)]
    required = sum(each.required for each in questions)
    asked = ngettext("%(n)d question", "%(n)d questions", len(questions)) % {"n": len(questions)}
    needed = ngettext("%(n)d needs an answer", "%(n)d need an answer", required) % {"n": required}
    return _("%(questions)s, %(needed)s") % {"questions": asked, "needed": needed} if required else asked


def _details(step: Step, words: Words) -> Iterator[str]:
    for asked in step.asked:
        if isinstance(asked, Group):
            yield from _of_group(asked, words)
        elif asked.show_if is not None:
            yield _if(words.name(asked), words.say(asked.show_if))


def _of_group(group: Group, words: Words) -> Iterator[str]:
    count = len(group.questions)
    questions = ngettext("%(n)d question", "%(n)d questions", count) % {"n": count}
    rows = {"group": words.name(group), "least": group.min, "most": group.max, "questions": questions}
    said = _("Group %(group)s: %(least)d to %(most)d times, %(questions)s each") % rows
    yield _if(said, words.say(group.show_if)) if group.show_if is not None else said
    for question in group.questions:
        if question.show_if is not None:
            both = _("%(question)s in %(group)s") % {
                "question": words.name(question),
                "group": words.name(group),
            }
            yield _if(both, words.say(question.show_if, row=group))


def _if(what: str, when: str) -> str:
    return _("%(what)s, if %(when)s") % {"what": what, "when": when}
