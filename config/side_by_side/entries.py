"""One entry of the catalogue: what it is, and its text in each language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Entry:
    """A mail, a text message, a paper or an error. `name` is stable; `files` makes its PDF, by language."""

    kind: str
    name: str
    texts: Mapping[str, str]
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)


def in_each(kind: str, name: str, text: Callable[[str], str]) -> Entry:
    """Return an entry whose text is made once in each language, with that language active."""
    texts = {}
    for language in LANGUAGES:
        with translation.override(language):
            texts[language] = text(language)
    return Entry(kind, name, texts)
