"""Conditions: they read answers that exist and come before them; a row reads its own row."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from forms.conditions import UNREADABLE
from forms.lint.findings import Finding
from forms.lint.places import Place, Places
from workflows import definition
from workflows.definition import Group, Question
from workflows.definition.structure import question_of


def check(places: Places) -> Iterator[Finding]:
    """Yield conditions that contradict the form."""
    outside = _outside(places)
    for place in places.all:
        if place.condition is not None:
            yield from _faults(place, place.condition, outside, _inside(place))
            yield from _order(place, places)
    for place in places.rules:
        yield from _faults(place, place.condition, outside, {})
    for index, rule in enumerate(places.body["offence_map"]):
        where = _("Suggested offence code %(code)s") % {"code": rule["offence"]}
        at = Place("rule", rule, len(places.all), f"/offence_map/{index}", where)
        yield from _faults(at, rule["if"], outside, {})
        if not rule["offence"]:
            yield Finding("offence", at.path, _("Enter the code of each suggested offence."))


def _outside(places: Places) -> Mapping[str, Question | Group]:
    return places.read.asked


def _inside(place: Place) -> Mapping[str, Question]:
    questions = place.group["questions"] if place.group else []
    return {each["key"]: question_of(each) for each in questions}


def _faults(place: Place, condition: Any, outside: Any, inside: Any) -> Iterator[Finding]:
    if isinstance(condition, dict) and UNREADABLE in condition:
        sentence = _("%(where)s: the condition is no JSON that can be read.")
        yield Finding("condition", place.path, sentence % {"where": place.where})
        return
    for sentence in definition.lint_condition(condition, outside, inside):
        said = _("%(where)s: %(fault)s") % {"where": place.where, "fault": sentence}
        yield Finding("dangling", place.path, said)


def _order(place: Place, places: Places) -> Iterator[Finding]:
    """A condition on what comes later, or on itself, would go round in circles."""
    before = {other.key for other in places.asked if other.order < place.order}
    known = {other.key for other in places.asked}
    read = [*definition.mentioned(place.condition)]
    read += definition.mentioned(place.condition, "row") if place.group else []
    for key in dict.fromkeys(read):
        if key in known and (key not in before or key == (place.group or {}).get("key")):
            sentence = _("%(where)s: its condition looks at “%(key)s”, which does not come before it.")
            yield Finding("cyclic", place.path, sentence % {"where": place.where, "key": key})
