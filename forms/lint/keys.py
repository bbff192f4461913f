"""Keys: there, well written, once in the type, and meaning for ever what they meant first."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from forms.lint.findings import Finding
from forms.lint.places import Node, Place, Places

RESERVED_STEPS = frozenset({"begin", "check", "sent", "stopped", "resume"})
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_STEP = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def check(places: Places, previous: Iterable[Node]) -> Iterator[Finding]:
    """Yield what is wrong with keys, held against all earlier versions, the latest last."""
    yield from _steps(places.of("step"))
    yield from _written(places)
    yield from _doubles(_once(places.asked), "duplicate_key")
    yield from _doubles(places.of("stopper", "eligibility"), "duplicate_stopper")
    yield from _doubles(places.of("advice"), "duplicate_advice")
    yield from _changed(places.asked, previous)


def _steps(steps: list[Place]) -> Iterator[Finding]:
    for step in steps:
        if not _STEP.fullmatch(step.key) or len(step.key) > 40:
            sentence = _("%(where)s: give it a key of lower-case letters, digits and hyphens.")
            yield Finding("step_key", step.path, sentence % {"where": step.where})
        elif step.key in RESERVED_STEPS:
            sentence = _("%(where)s: “%(key)s” is an address of the way itself. Choose another key.")
            yield Finding("reserved_key", step.path, sentence % {"where": step.where, "key": step.key})
    yield from _doubles(steps, "duplicate_step")


def _written(places: Places) -> Iterator[Finding]:
    for place in places.of("question", "group", "stopper", "eligibility", "advice"):
        if not _KEY.fullmatch(place.key):
            sentence = _(
                "%(where)s: give it a key that begins with a letter, of lower-case letters, digits and _, at most 40."
            )
            yield Finding("key", place.path, sentence % {"where": place.where})


def _doubles(places: list[Place], code: str) -> Iterator[Finding]:
    counted = Counter(place.key for place in places)
    for key, count in counted.items():
        if key and count > 1:
            found = [place for place in places if place.key == key]
            sentence = _("The key “%(key)s” is used more than once: %(where)s. Give each its own.")
            where = "; ".join(place.where for place in found)
            yield Finding(code, found[1].path, sentence % {"key": key, "where": where})


def _once(asked: list[Place]) -> list[Place]:
    """Leave out what may come again: questions of other groups' rows that are of the same kind."""
    seen: dict[str, list[Place]] = {}
    kept = []
    for place in asked:
        before = seen.setdefault(place.key, [])
        if not (before and all(_again_in_rows(place, each) for each in before)):
            kept.append(place)
        before.append(place)
    return kept


def _again_in_rows(place: Place, before: Place) -> bool:
    if place.group is None or before.group is None:
        return False
    return place.group is not before.group and place.node["kind"] == before.node["kind"]


def _changed(asked: list[Place], previous: Iterable[Node]) -> Iterator[Finding]:
    """A key that was ever published keeps its kind, also when the question was taken away in between."""
    was: dict[str, list[Place]] = {}
    latest: set[str] = set()
    for body in previous:
        published = Places(body).asked
        latest = {place.key for place in published}
        for place in published:
            was.setdefault(place.key, []).append(place)
    for place in asked:
        before = was.get(place.key)
        if not before or any(_means_the_same(place, each) for each in before):
            continue
        values = {"where": place.where, "key": place.key, "kind": before[0].kind}
        if place.key in latest:
            sentence = _(
                "%(where)s: “%(key)s” is published as “%(kind)s” and stays so. Add a question with a new key."
            )
            yield Finding("changed_kind", place.path, sentence % values)
        else:
            sentence = _(
                "%(where)s: “%(key)s” was once the key of another question (“%(kind)s”). Choose a new key."
            )
            yield Finding("reused_key", place.path, sentence % values)


def _means_the_same(place: Place, before: Place) -> bool:
    """Whether two questions under one key are of one kind, both by themselves or both in the rows of a group."""
    return (
        place.what == before.what
        and place.node.get("kind") == before.node.get("kind")
        and (place.group is None) == (before.group is None)
    )
