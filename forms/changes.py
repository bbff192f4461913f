"""What changed from one version to the next, in words for the editor."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from forms.lint.places import Place, Places
from workflows import definition

Body = Mapping[str, Any]
MOST_SENTENCES = 12
WITHOUT: Body = {"eligibility": [], "advice": [], "resume": "code_and_link"}
# What of a question may change beside its label, choices and condition.
REST = ("help", "example", "not_sure", "limits", "messages", "row_label", "min", "max")


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
    kept = [each for each in after if each in before]
    if kept != [each for each in before if each in after]:
        yield _("The order of questions changed.")


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
    if any(old.get(part) != new.get(part) for part in REST):
        yield _("Help, limits or example of “%(name)s” changed.") % {"name": name}


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
    if [each.node for each in old.of("guidance")] != [each.node for each in new.of("guidance")]:
        yield _("Texts between questions changed.")


def _stops(old: Places, new: Places) -> Iterator[str]:
    words = {
        "added": _("New stop: “%(name)s”."),
        "removed": _("Stop removed: “%(name)s”."),
        "when": _("The stop “%(name)s” stops under another condition."),
        "texts": _("The words of the stop “%(name)s” changed."),
    }
    yield from _compared(old.of("stopper"), new.of("stopper"), words, ("if",))


def _rules(old: Places, new: Places) -> Iterator[str]:
    words = {
        "added": _("New rule of eligibility: “%(name)s”."),
        "removed": _("Rule of eligibility removed: “%(name)s”."),
        "when": _("The rule of eligibility “%(name)s” holds under another condition or between other days."),
        "texts": _("The words of the rule of eligibility “%(name)s” changed."),
    }
    yield from _compared(old.of("eligibility"), new.of("eligibility"), words, ("if", "from", "until"))
    words = {
        "added": _("New advice before sending: “%(name)s”."),
        "removed": _("Advice before sending removed: “%(name)s”."),
        "when": _("The advice “%(name)s” is said under another condition or about another question."),
        "texts": _("The words of the advice “%(name)s” changed."),
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


def _by_key(places: list[Place]) -> dict[str, Place]:
    return {place.key: place for place in places}


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
