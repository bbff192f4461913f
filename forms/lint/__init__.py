"""The lint: everything in a definition that would keep a citizen from getting through, said to the editor."""

from collections.abc import Iterable, Mapping
from typing import Any

from forms.lint import conditions, keys, questions, reach, rules, texts
from forms.lint.findings import Finding
from forms.lint.places import Places

__all__ = ["Finding", "lint"]


def lint(body: Mapping[str, Any], previous: Iterable[Mapping[str, Any]] = ()) -> list[Finding]:
    """Return what has to be mended in `body`; `previous` are all earlier versions, the latest last.

    Sentences are in the active language. Findings that do not block come last.
    """
    places = Places(body)
    found = [
        *keys.check(places, previous),
        *texts.check(places),
        *questions.check(places),
        *conditions.check(places),
        *rules.check(places),
        *reach.check(places),
    ]
    return sorted(found, key=lambda each: not each.blocks)
