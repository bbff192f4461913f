"""Questions that are published and not in the draft any more: retiring one keeps its key and says what it was."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.compile import ANONYMOUS
from forms.lint.findings import Finding
from forms.lint.places import Places, called
from forms.lint.written import Written
from workflows.answered import how_many_answer


def check(key: str, blocks: Sequence[Written], current: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield advice for each question of the current version that the draft neither asks nor keeps as retired."""
    kept = {(block.group, block.key) for block in blocks} | {("", ANONYMOUS)}
    for place in Places(current).of("question"):
        group = place.group["key"] if place.group else ""
        if (group, place.key) not in kept:
            yield _advice(place, how_many_answer(key, place.key, group))


def _advice(place: Any, count: int) -> Finding:
    removed = _("“%(name)s” (%(key)s) is published and was removed. Retire it instead: its key stays taken.")
    answered = ngettext("%(count)d report answers it.", "%(count)d reports answer it.", count) % {
        "count": count
    }
    sentence = removed % {"name": called(place.node), "key": place.key}
    return Finding("removed", place.path, f"{sentence} {answered}", blocks=False)
