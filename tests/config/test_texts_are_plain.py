"""What the software ships reads easily in both languages: LIX 40 at most, and no sentence over twenty words.

LIX is taken of each text as a whole (a report type, a letter, the interface), as Björnsson meant it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.reading import MOST_WORDS, level, sentences, words_of
from config.catalogues import FRENCH, read, said
from forms.demo.types import all_types

BASE = Path(__file__).resolve().parents[2]
MOST_LIX = 40
LANGUAGES = ("en", "fr")
# What a sentence is filled in with counts as one word.
FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
# Words that somebody is found by.
NO_SENTENCES = {"words", "keywords"}
TAGS = re.compile(r"<[^>]+>")
# The title of a law or a book is one word, however long it is.
TITLES = re.compile(r"<i>.*?</i>")
DATA = [
    *BASE.glob("workflows/data/*.json"),
    *(path for app in ("cms", "forms", "workflows") for path in BASE.glob(f"{app}/**/demo*.json")),
    *BASE.glob("*/demo*/*.json"),
]


def shipped() -> Iterator[tuple[str, str, list[str]]]:
    """Every text: where it is from, its language, its parts."""
    catalogue = [message for message in read(BASE / FRENCH) if message.id]
    english = [message.id if isinstance(message.id, str) else " ".join(message.id) for message in catalogue]
    yield "interface", "en", english
    yield "interface", "fr", [text for message in catalogue for text in said(message)]
    for language in LANGUAGES:
        for demo in all_types():
            yield f"type {demo.body['key']}", language, list(in_language(demo.body, language))
        for path in DATA:
            yield path.name, language, list(in_language(json.loads(path.read_text("utf-8")), language))


def in_language(node: Any, language: str, name: str = "") -> Iterator[str]:
    """The texts of one language in a nest of lists and objects: below `en`, in `…_en`, or in a list under it."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in NO_SENTENCES:
                continue
            ours = key == language or key.endswith(f"_{language}")
            others = key in LANGUAGES or key.endswith(tuple(f"_{code}" for code in LANGUAGES))
            if not others or ours:
                yield from in_language(value, language, language if ours else name)
    elif isinstance(node, list):
        for each in node:
            yield from in_language(each, language, name)
    elif isinstance(node, str) and name == language and " " in node:
        yield node


def plain(text: str) -> str:
    return TAGS.sub(
        "", FILLED_IN.sub("x", TITLES.sub("x", text).replace("</p>", "\n").replace("</li>", "\n"))
    )


@pytest.mark.parametrize(
    ("name", "language", "texts"), list(shipped()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_a_shipped_text_is_plain(name: str, language: str, texts: list[str]) -> None:
    parts = [plain(text) for text in texts]
    long = [each for part in parts for each in sentences(part) if len(words_of(each, language)) > MOST_WORDS]
    assert long == []
    assert level(parts, language).lix <= MOST_LIX
