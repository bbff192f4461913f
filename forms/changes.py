"""What changed from one version to the next, in words for the editor."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from forms.lint.places import Place, Places
from workflows import definition

Body = Mapping[str, Any]
MOST_SENTENCES = 12
WITHOUT: Body = {"eligibility": [], "advice": [], "resume": "code_and_link"}
# What tells questions and groups apart: the group they are asked in, if any, and their key.
Mark = tuple[str, str]


def changes(old: Body, new: Body) -> list[str]:
    """Return one sentence for each thing that differs, at most a dozen; none when nothing does."""
    found = all_changes(old, new)
    if len(found) > MOST_SENTENCES:
        rest = len(found) - MOST_SENTENCES + 1
        more = ngettext("And %(count)d other change.", "And %(count)d other changes.", rest) % {"count": rest}
        return [*found[: MOST_SENTENCES - 1], more]
    return found


def all_changes(old: Body, new: Body) -> list[str]:
    """Return one sentence for each thing that differs, all of them."""
    before, after = Places(old), Places(new)
    found = [
        *_questions(before, after),
        *_steps(before, after),
        *_stops(before, after),
        *_rules(before, after),
        *_around(old, new),
    ]
    if not found and _known(old) != _known(new):
        return [_("The order of steps or texts changed.")]
    return found


def _known(body: Body) -> Body:
    """A definition as the present schema version has it: one of an older version differs by that alone."""
    return {**WITHOUT, **body, "schema_version": 0}


def _questions(old: Places, new: Places) -> Iterator[str]:
    before, after = _by_key(old.asked), _by_key(new.asked)
    for key in [each for each in after if each not in before]:
        yield _("Added: “%(name)s”.") % {"name": _label(after[key])}
    for key in [each for each in before if each not in after]:
        yield _("Removed: “%(name)s”.") % {"name": _label(before[key])}
    for key in [each for each in after if each in before]:
        yield from _question(before[key].node, after[key].node, _label(after[key]))
    yield from _places(old, new)


def _places(old: Places, new: Places) -> Iterator[str]:
    """Yield what is asked on another page than before, and whether the rest of a page has another order."""
    was, now = _steps_of(old), _steps_of(new)
    moved = {mark for mark, step in now.items() if mark in was and was[mark].key != step.key}
    for mark, place in _by_key(new.asked).items():
        if mark in moved and not mark[0]:
            names = {"name": _label(place), "step": _label(now[mark])}
            yield _("“%(name)s” is now asked in the step “%(step)s”.") % names
    kept = {mark for mark in now if mark in was} - moved
    if _in_order(was, kept) != _in_order(now, kept):
        yield _("The order of questions changed.")


def _steps_of(places: Places) -> dict[Mark, Place]:
    """Return the step in which each question and group is asked, in reading order."""
    steps = {each.path: each for each in places.of("step")}
    return {_mark(each): steps["/".join(each.path.split("/")[:3])] for each in places.asked}


def _in_order(steps: Mapping[Mark, Place], kept: Collection[Mark]) -> dict[str, list[Mark]]:
    """Return by step what it asks of `kept`, in its order."""
    found: dict[str, list[Mark]] = {}
    for mark, step in steps.items():
        if mark in kept:
            found.setdefault(step.key, []).append(mark)
    return found


def _relabelled(old: Body, new: Body, name: str) -> Iterator[str]:
    """Yield both texts of each language in which a label changed: who approves it reads one of them first."""
    own = get_language() or "en"
    for code in sorted({*old, *new}, key=lambda each: (each != own, each)):
        before, after = old.get(code), new.get(code)
        if before and after and before != after:
            yield _("“%(old)s” is now “%(new)s”.") % {"old": _short(before), "new": _short(after)}
        elif before != after:
            yield _("The label of “%(name)s” changed in another language.") % {"name": name}


def _question(old: Body, new: Body, name: str) -> Iterator[str]:
    if old["label"] != new["label"]:
        yield from dict.fromkeys(_relabelled(old["label"], new["label"], name))
    if old.get("required") != new.get("required"):
        required = _("“%(name)s” must now be answered.")
        optional = _("“%(name)s” may now be left out.")
        yield (required if new.get("required") else optional) % {"name": name}
    yield from _choices(old, new, name)
    if old.get("show_if") != new.get("show_if"):
        yield _("“%(name)s” is asked under another condition.") % {"name": name}
    if bool(old.get("prefill")) != bool(new.get("prefill")):
        filled = _("A link may now fill in “%(name)s”.")
        not_filled = _("No link fills in “%(name)s” any more.")
        yield (filled if new.get("prefill") else not_filled) % {"name": name}
    yield from _answers(old, new, name)
    for parts, sentence in _rest():
        if any(old.get(part) != new.get(part) for part in parts):
            yield sentence % {"name": name}


def _answers(old: Body, new: Body, name: str) -> Iterator[str]:
    """Yield what changed about the answers that are taken: “not sure”, and how many rows."""
    if bool(old.get("not_sure")) != bool(new.get("not_sure")):
        taken = _("“Not sure” is now an answer to “%(name)s”.")
        refused = _("“Not sure” is no longer an answer to “%(name)s”.")
        yield (taken if new.get("not_sure") else refused) % {"name": name}
    if (old.get("min"), old.get("max")) != (new.get("min"), new.get("max")):
        rows = {"name": name, "least": new.get("min"), "most": new.get("max")}
        yield _("“%(name)s” is now asked %(least)s to %(most)s times.") % rows


def _rest() -> list[tuple[tuple[str, ...], str]]:
    """Return what of a question may change beside its label, its answers and its condition."""
    return [
        (("help", "example"), _("The help or example of “%(name)s” changed.")),
        (("limits",), _("The limits of “%(name)s” changed.")),
        (("messages",), _("The own sentences of “%(name)s” changed.")),
        (("row_label",), _("What one of “%(name)s” is called changed.")),
    ]


def _choices(old: Body, new: Body, name: str) -> Iterator[str]:
    before, after = (_tokens(each) for each in (old, new))
    for token in [each for each in after if each not in before]:
        yield _("“%(name)s” has a new choice: “%(choice)s”.") % {"name": name, "choice": after[token]}
    for token in [each for each in before if each not in after]:
        yield _("“%(name)s” no longer has the choice “%(choice)s”.") % {"name": name, "choice": before[token]}
    if before.keys() == after.keys() and old.get("choices") != new.get("choices"):
        yield _("The choices of “%(name)s” changed in words or order.") % {"name": name}


def _steps(old: Places, new: Places) -> Iterator[str]:
    before, after = _by_key(old.of("step")), _by_key(new.of("step"))
    for key in [each for each in after if each not in before]:
        yield _("New step: “%(name)s”.") % {"name": _label(after[key])}
    for key in [each for each in before if each not in after]:
        yield _("Step removed: “%(name)s”.") % {"name": _label(before[key])}
    for key in [each for each in after if each in before]:
        was, now = before[key].node, after[key].node
        if any(was.get(part) != now.get(part) for part in ("title", "intro", "show_if")):
            yield _("Step “%(name)s”: its title, introduction or condition changed.") % {
                "name": _label(after[key])
            }
    yield from _reordered(before, after, _("The order of the steps changed."))
    if [each.node for each in old.of("guidance")] != [each.node for each in new.of("guidance")]:
        yield _("Texts between questions changed.")


def _reordered(before: Mapping[Mark, Place], after: Mapping[Mark, Place], sentence: str) -> Iterator[str]:
    if [each for each in before if each in after] != [each for each in after if each in before]:
        yield sentence


def _stops(old: Places, new: Places) -> Iterator[str]:
    words = {
        "added": _("New stop: “%(name)s”."),
        "removed": _("Stop removed: “%(name)s”."),
        "when": _("The stop “%(name)s” stops under another condition."),
        "texts": _("The words of the stop “%(name)s” changed."),
        "order": _("The order of the stops changed."),
    }
    yield from _compared(old.of("stopper"), new.of("stopper"), words, ("if",))


def _rules(old: Places, new: Places) -> Iterator[str]:
    words = {
        "added": _("New rule of eligibility: “%(name)s”."),
        "removed": _("Rule of eligibility removed: “%(name)s”."),
        "when": _("The rule of eligibility “%(name)s” holds under another condition or between other days."),
        "texts": _("The words of the rule of eligibility “%(name)s” changed."),
        "order": _("The order of the rules of eligibility changed: the first that holds counts."),
    }
    yield from _compared(old.of("eligibility"), new.of("eligibility"), words, ("if", "from", "until"))
    words = {
        "added": _("New advice before sending: “%(name)s”."),
        "removed": _("Advice before sending removed: “%(name)s”."),
        "when": _("The advice “%(name)s” is said under another condition or about another question."),
        "texts": _("The words of the advice “%(name)s” changed."),
        "order": _("The order of the advice changed."),
    }
    yield from _compared(old.of("advice"), new.of("advice"), words, ("if", "question"))


def _compared(
    old: list[Place], new: list[Place], words: Mapping[str, str], when: tuple[str, ...]
) -> Iterator[str]:
    before, after = _by_key(old), _by_key(new)
    for key in [each for each in after if each not in before]:
        yield words["added"] % {"name": _label(after[key])}
    for key in [each for each in before if each not in after]:
        yield words["removed"] % {"name": _label(before[key])}
    for key in [each for each in after if each in before]:
        was, now = before[key].node, after[key].node
        name = {"name": _label(after[key])}
        if any(was.get(part) != now.get(part) for part in when):
            yield words["when"] % name
        if any(was.get(part) != now.get(part) for part in (*now, *was) if part not in when):
            yield words["texts"] % name
    yield from _reordered(before, after, words["order"])


def _around(old: Body, new: Body) -> Iterator[str]:
    names = {
        "title": _("The title changed."),
        "summary": _("The line under the title changed."),
        "start": _("The start page changed."),
        "privacy": _("The privacy notice changed."),
        "declaration": _("The declaration changed."),
        "offence_map": _("The suggested offence codes changed."),
        "transfer": _("The constants for the records system changed."),
    }
    yield from (sentence for name, sentence in names.items() if old.get(name) != new.get(name))
    if (old.get("resume") or "code_and_link") != (new.get("resume") or "code_and_link"):
        yield _("How a person comes back to an unfinished report changed.")


def _mark(place: Place) -> Mark:
    return (place.group["key"] if place.group else "", place.key)


def _by_key(places: list[Place]) -> dict[Mark, Place]:
    return {_mark(place): place for place in places}


def _label(place: Place) -> str:
    text = {"step": "title", "stopper": "title", "eligibility": "title", "advice": "text"}.get(
        place.what, "label"
    )
    name = definition.pick(place.node.get(text), get_language() or "en") or place.key
    return _short(name)


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:79]}…"


def _tokens(question: Body) -> dict[str, str]:
    language = get_language() or "en"
    return {each["token"]: definition.pick(each["label"], language) for each in question.get("choices") or []}
