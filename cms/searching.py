"""Search over the public pages of one language, with the place in each page where the words stand."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from wagtail.models import Locale, Page

from cms.folding import fold

ON_A_PAGE = 10
# An excerpt: letters before and after the first word that was found.
BEFORE = 60
LONG = 220


class Piece(NamedTuple):
    """A piece of an excerpt, and whether it is a word that was looked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Result:
    """A page that was found: what kind it is, and where in it the words are."""

    page: Page
    kind: str
    excerpt: list[Piece]


def find(query: str, language: str, number: str | int | None = 1) -> Slice[Any]:
    """Return one page of the live public pages with every word of `query`, the last one perhaps begun; best first."""
    found = Paginator(_matching(query, language), ON_A_PAGE).get_page(number)
    words = words_of(query)
    found.object_list = [result_of(page.specific, words) for page in found.object_list]
    return found


def words_of(query: str) -> list[str]:
    """Return the words to look for, folded; a letter alone, as in “l’assureur”, only where there is nothing else."""
    words = fold(query).split()
    return [word for word in words if len(word) > 1 or word.isdigit()] or words


def _matching(query: str, language: str) -> Any:
    words = words_of(query)
    if not words:
        return []
    locale = Locale.objects.get_for_language(language)
    pages = Page.objects.live().public().filter(locale=locale, depth__gt=2)
    return pages.autocomplete(" ".join(words))


def result_of(page: Any, words: list[str]) -> Result:
    """Return a page as the list of results shows it."""
    text = " ".join(str(page.words()).split()) if hasattr(page, "words") else ""
    shown = excerpt(text, words)
    if not any(piece.found for piece in shown):
        shown = excerpt(str(getattr(page, "teaser", "")) or page.search_description, words)
    return Result(page, str(getattr(page, "kind", "")), shown)


def excerpt(text: str, words: list[str]) -> list[Piece]:
    """Return the part of `text` around the first of `words`, in pieces; its beginning where none is in it."""
    spots = [spot for spot in re.finditer(r"\w+", text) if _begins(spot.group(), words)]
    start = _word_before(text, spots[0].start() - BEFORE) if spots else 0
    end = len(text) if len(text) <= start + LONG else max(text.rfind(" ", start, start + LONG), start + 1)
    pieces, at = [], start
    for spot in spots:
        if start <= spot.start() and spot.end() <= end:
            pieces += [Piece(text[at : spot.start()], found=False), Piece(spot.group(), found=True)]
            at = spot.end()
    pieces.append(Piece(text[at:end], found=False))
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return [piece for piece in (Piece(before, found=False), *pieces, Piece(after, found=False)) if piece.text]


def _begins(word: str, words: list[str]) -> bool:
    return any(fold(word).startswith(each) for each in words)


def _word_before(text: str, place: int) -> int:
    """Return where the word at `place` begins."""
    return text.rfind(" ", 0, place) + 1 if place > 0 else 0
