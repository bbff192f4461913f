"""Rules of eligibility and advice: when they hold, where they lead, what they are about."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from forms.lint.findings import Finding
from forms.lint.places import Place, Places
from forms.lint.questions import link_of


def check(places: Places) -> Iterator[Finding]:
    """Yield what is wrong with single rules."""
    for place in places.of("eligibility"):
        yield from _eligibility(place)
    for place in places.of("advice"):
        yield from _advice(place, places)
    yield from _resume(places)


def _eligibility(place: Place) -> Iterator[Finding]:
    if place.condition is None:
        sentence = _("%(where)s: say when a report is not taken; now it would take none.")
        yield Finding("unconditional", place.path, sentence % {"where": place.where})
    begins, ends = place.node.get("from"), place.node.get("until")
    if begins and ends and ends < begins:
        sentence = _("%(where)s: it ends on %(ends)s, before it begins on %(begins)s.")
        values = {"where": place.where, "ends": ends, "begins": begins}
        yield Finding("dates", place.path, sentence % values)
    yield from link_of(place)


def _advice(place: Place, places: Places) -> Iterator[Finding]:
    about = place.node.get("question") or ""
    if about not in {each.key for each in places.asked}:
        sentence = _("%(where)s: name the key of a question that it leads to; “%(key)s” is none.")
        yield Finding("advice_question", place.path, sentence % {"where": place.where, "key": about})


def _resume(places: Places) -> Iterator[Finding]:
    """A file that a person keeps holds answers and photos, not the proof of an address."""
    if places.body.get("resume") != "file":
        return
    for place in places.of("question"):
        if place.node["kind"] == "verified_email":
            sentence = _("%(where)s: whoever comes back with the file has to prove the address again.")
            yield Finding("resume_file", place.path, sentence % {"where": place.where}, blocks=False)
