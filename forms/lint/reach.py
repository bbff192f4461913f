"""Steps that nobody can come to. All answers of questions with a fixed list are tried; others are taken as possible."""

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

from django.utils.translation import gettext as _

from forms.lint.findings import Finding
from forms.lint.places import Node, Place, Places
from workflows import definition

MOST_TRIES = 20_000
UNANSWERED = None


def check(places: Places) -> Iterator[Finding]:
    """Yield steps without anything on them, and steps that no answers lead to."""
    steps = places.of("step")
    if not steps:
        yield Finding("no_steps", "/steps", _("Add a step with a question."))
    answers = _answers(places)
    for step in steps:
        if not step.node["items"]:
            sentence = _("%(where)s: add a question, or remove the step.")
            yield Finding("empty_step", step.path, sentence % {"where": step.where})
        elif not _reachable(step, places, answers):
            sentence = _("%(where)s: no answers lead here. Mend its condition, or the stops before it.")
            yield Finding("unreachable", step.path, sentence % {"where": step.where})


def _reachable(step: Place, places: Places, answers: dict[str, list[Any]]) -> bool:
    stops = [each.condition for each in places.of("stopper") if each.order < step.order and each.condition]
    read = set(definition.mentioned(step.condition))
    if not read <= set(answers):
        return True
    stops = [each for each in stops if set(definition.mentioned(each)) & read or not read]
    stops = [each for each in stops if set(definition.mentioned(each)) <= set(answers)]
    keys = sorted(read.union(*[definition.mentioned(each) for each in stops]))
    if prod(len(answers[key]) for key in keys) > MOST_TRIES:
        return True
    return any(
        _gets_through(dict(zip(keys, values, strict=True)), step, stops) for values in _tries(keys, answers)
    )


def _tries(keys: list[str], answers: dict[str, list[Any]]) -> Iterator[tuple[Any, ...]]:
    return product(*[answers[key] for key in keys])


def _gets_through(values: dict[str, Any], step: Place, stops: list[Any]) -> bool:
    given = {key: value for key, value in values.items() if value is not UNANSWERED}
    return definition.evaluate(step.condition, given) and not any(
        definition.evaluate(each, given) for each in stops
    )


def _answers(places: Places) -> dict[str, list[Any]]:
    """All that can be answered to each question with a fixed list, at the top of a step."""
    found: dict[str, list[Any]] = {}
    for place in places.of("question"):
        tokens = _tokens(place.node)
        if tokens and place.group is None:
            may_be_empty = not place.node["required"] or place.node["show_if"] is not None
            found[place.key] = [*tokens, *([UNANSWERED] if may_be_empty else [])]
    return found


def _tokens(question: Node) -> list[Any]:
    """What can be answered, as conditions see it; nothing when there is no fixed list."""
    if question["kind"] == "yes_no":
        tokens = ["yes", "no"]
    elif question["kind"] == "one_of":
        tokens = [each["token"] for each in question.get("choices") or []]
    else:
        return []
    return [*tokens, *(["not_sure"] if question["not_sure"] else [])]
