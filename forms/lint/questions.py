"""Questions and stoppers by themselves: limits of their kind, choices, patterns, links, how much is asked."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.blocks import REASONS
from forms.compile import ANONYMOUS
from forms.limits import LIMITS, foreign
from forms.lint.findings import Finding
from forms.lint.places import Node, Place, Places, called
from workflows import definition

MOST_REQUIRED = 25
MOST_ROWS = 50
# What people may not know about an affair; who they are and what they wish they know.
FACTUAL = frozenset(
    {
        *("yes_no", "one_of", "some_of", "number", "money", "date", "time_span"),
        *("address", "location", "vehicle", "serial_number", "suspect"),
    }
)
ABOUT_ONESELF = frozenset({"birth_date", "address", "reporting_role"})
OPEN_ENDED = frozenset({"other", "none", "unknown", "not_sure"})
_TOKEN = re.compile(r"[a-z][a-z0-9_]{0,29}")
_LINK = re.compile(r"(https://|tel:|mailto:|/)\S+")


def check(places: Places) -> Iterator[Finding]:
    """Yield what has to be mended in single questions, groups and stoppers, and advice on their number."""
    for place in places.of("question"):
        yield from _question(place, places)
    for place in places.of("group"):
        yield from _group(place)
    for place in places.of("stopper"):
        yield from _stopper(place)
    yield from _how_many(places)
    yield from _without_not_sure(places)


def _question(place: Place, places: Places) -> Iterator[Finding]:
    around = places.around(place) if place.node["limits"] or place.kind == "computed" else ({}, set())
    for sentence in definition.lint_question(place.node, *around):
        code = "unsafe_pattern" if place.node["limits"].get("pattern") else "question"
        said = _("%(where)s: %(fault)s") % {"where": place.where, "fault": sentence}
        yield Finding(code, place.path, said)
    for name in foreign(place.node["limits"], place.node["kind"]):
        title = LIMITS[name].title if name in LIMITS else name
        sentence = _("%(where)s: this kind of question has no limit “%(limit)s”.")
        yield Finding("limit", f"{place.path}/limits", sentence % {"where": place.where, "limit": title})
    for choice in place.node.get("choices") or []:
        if not _TOKEN.fullmatch(choice["token"]):
            sentence = _(
                "%(where)s: the token “%(token)s” needs lower-case letters, digits and _, at most 30."
            )
            values = {"where": place.where, "token": choice["token"]}
            yield Finding("token", f"{place.path}/choices", sentence % values)


def _group(place: Place) -> Iterator[Finding]:
    if not place.node["questions"]:
        yield Finding("empty_group", place.path, _("%(where)s: add a question.") % {"where": place.where})
    if not 0 <= place.node["min"] <= place.node["max"] <= MOST_ROWS or place.node["max"] < 1:
        sentence = _("%(where)s: “at least” must not be above “at most”, and “at most” is 1 to 50.")
        yield Finding("rows", place.path, sentence % {"where": place.where})


def _stopper(place: Place) -> Iterator[Finding]:
    if place.node["reason"] not in dict(REASONS):
        yield Finding("reason", place.path, _("%(where)s: choose a reason.") % {"where": place.where})
    if place.node["if"] is None:
        sentence = _("%(where)s: say when it stops; now it would stop everybody.")
        yield Finding("unconditional", place.path, sentence % {"where": place.where})
    yield from link_of(place)


def link_of(place: Place) -> Iterator[Finding]:
    """Yield what is wrong with the address that the end of a way leads to."""
    link = place.node["link"]
    if link and not _LINK.fullmatch(link["url"]):
        sentence = _("%(where)s: the link needs an address that begins with tel:, mailto:, https:// or /.")
        yield Finding("link", f"{place.path}/link", sentence % {"where": place.where})


def _how_many(places: Places) -> Iterator[Finding]:
    required = sum(1 for place in places.of("question") if place.node["required"])
    if required > MOST_REQUIRED:
        sentence = ngettext(
            "%(count)d answer is required. With more than 25 many people give up.",
            "%(count)d answers are required. With more than 25 many people give up.",
            required,
        )
        yield Finding("many_required", "/steps", sentence % {"count": required}, blocks=False)


def _without_not_sure(places: Places) -> Iterator[Finding]:
    """A question of fact that must be answered makes those who do not know guess."""
    stops = {
        key
        for place in places.of("stopper", "eligibility")
        for key in definition.mentioned(place.condition or {})
    }
    found = [place for place in places.of("question") if _makes_guess(place.node) and place.key not in stops]
    if found:
        sentence = _("These questions of fact must be answered and have no “Not sure”: %(questions)s.")
        names = ", ".join(_("“%(name)s”") % {"name": called(place.node)} for place in found)
        yield Finding("no_not_sure", found[0].path, sentence % {"questions": names}, blocks=False)


def _makes_guess(question: Node) -> bool:
    tokens = {each["token"] for each in question.get("choices") or []}
    return (
        question["required"]
        and not question["not_sure"]
        and question["kind"] in FACTUAL
        and question["key"] not in ABOUT_ONESELF | {ANONYMOUS}
        and not tokens & OPEN_ENDED
    )
