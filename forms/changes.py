"""What changed from one version to the next, in words for the editor."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from forms.lint.places import Place, Places
from workflows import definition

Body = Mapping[str, Any]
MOST_SENTENCES = 12


def changes(old: Body, new: Body) -> list[str]:
    """Return one sentence for each thing that differs, at most a dozen; none when nothing does."""
    found = [*_questions(Places(old), Places(new)), *_steps(Places(old), Places(new)), *_around(old, new)]
    if not found and old != new:
        return [_("The order of steps or texts changed.")]
    if len(found) > MOST_SENTENCES:
        rest = len(found) - MOST_SENTENCES + 1
        more = ngettext("And %(count)d other change.", "And %(count)d other changes.", rest) % {"count": rest}
        return [*found[: MOST_SENTENCES - 1], more]
    return found


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


def _question(old: Body, new: Body, name: str) -> Iterator[str]:
    if old["label"] != new["label"]:
        before = definition.pick(old["label"], get_language() or "en")
        yield (
            _("“%(old)s” is now “%(new)s”.") % {"old": before, "new": name}
            if before != name
            else _("The label of “%(name)s” changed in another language.") % {"name": name}
        )
    if old.get("required") != new.get("required"):
        required = _("“%(name)s” must now be answered.")
        optional = _("“%(name)s” may now be left out.")
        yield (required if new.get("required") else optional) % {"name": name}
    yield from _choices(old, new, name)
    if old.get("show_if") != new.get("show_if"):
        yield _("“%(name)s” is asked under another condition.") % {"name": name}
    rest = ("help", "example", "not_sure", "limits", "messages", "row_label", "min", "max")
    if any(old.get(part) != new.get(part) for part in rest):
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
    if [each.node for each in old.of("stopper")] != [each.node for each in new.of("stopper")]:
        yield _("Stops changed.")


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


def _by_key(places: list[Place]) -> dict[str, Place]:
    return {place.key: place for place in places}


def _label(place: Place) -> str:
    text = place.node["title"] if place.what == "step" else place.node["label"]
    return definition.pick(text, get_language() or "en") or place.key


def _tokens(question: Body) -> dict[str, str]:
    language = get_language() or "en"
    return {each["token"]: definition.pick(each["label"], language) for each in question.get("choices") or []}
