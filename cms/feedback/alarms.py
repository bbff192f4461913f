"""Phrases that point at danger: shipped ones in both languages, and those that staff add."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from cms.folding import fold
from cms.models import AlarmPhrase
from cms.models.feedback import Alarm

SHIPPED = Path(__file__).with_name("phrases.json")


def alarm_in(text: str) -> str:
    """Return what the longest phrase in a text points at; nothing for most texts.

    Compared folded (no capitals, no accents) and as whole words, in both languages whatever the page's is.
    """
    words = f" {fold(text)} "
    known = [*shipped(), *_folded(AlarmPhrase.objects.values_list("alarm", "phrase"))]
    found = [(len(phrase), alarm) for alarm, phrase in known if phrase and f" {phrase} " in words]
    return max(found, key=lambda each: (each[0], each[1] == Alarm.SELF_HARM), default=(0, ""))[1]


@cache
def shipped() -> tuple[tuple[str, str], ...]:
    """Return the phrases that come with the site, folded, each with what it points at."""
    kinds: Mapping[str, Mapping[str, list[str]]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return tuple(
        _folded(
            (alarm, phrase)
            for alarm, languages in kinds.items()
            for each in languages.values()
            for phrase in each
        )
    )


def _folded(phrases: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(alarm, fold(phrase)) for alarm, phrase in phrases]
