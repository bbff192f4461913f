"""Search on the desk: folded words of a report in an index, so that it takes as long at a million as at ten."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from workflows import places
from workflows.definition.kinds.location import is_point
from workflows.models import SearchTerm, Submission

WORD = re.compile(r"\w+")
MOST_TERMS, LONGEST_TERM = 150, 40
# A plate, a serial or a phone number is found with and without the spaces and dashes that it was written with.
LONGEST_NUMBER, SHORTEST_NUMBER = 24, 5
PHONE = re.compile(r"\+1(\d{10})")
# A word that no more rows than this have is looked up, not looked for.
RARE = 1000
_ADD_TERM = "INSERT INTO workflows_searchterm (submission_id, term) VALUES (%s, %s)"


def folded_words(text: str) -> Iterator[str]:
    """Yield the words of `text` in lower case and without accents, each cut to 40 characters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    for word in WORD.findall("".join(char for char in plain if not unicodedata.combining(char))):
        if len(word) > 1:
            yield word[:LONGEST_TERM]


def index_report(submission: Submission) -> None:
    """Write the words by which the report is found: its numbers and what the citizen wrote."""
    words = dict.fromkeys(_numbers(submission))
    # Short texts first: of a long story some words are left out, of a plate or an address none.
    for text in sorted(_texts(submission.answers), key=len):
        words |= dict.fromkeys([*folded_words(text), *_packed(PHONE.sub(r"\1", text))])
    terms = list(words)[:MOST_TERMS]
    # Some seventy rows of two columns: the ORM would take longer than all else that sending writes.
    with connection.cursor() as cursor:
        cursor.executemany(_ADD_TERM, [(submission.pk, term) for term in terms])


def _packed(text: str) -> Iterator[str]:
    """Yield a number as one word, without what stands between its parts: `KJH 442`, `204-555-0177`."""
    if len(text) <= LONGEST_NUMBER and any(map(str.isdigit, text)):
        packed = "".join(WORD.findall(text.casefold()))
        if len(packed) >= SHORTEST_NUMBER:
            yield packed


def index_again(submission: Submission) -> None:
    """Write the words anew after the answers changed."""
    SearchTerm.objects.filter(submission=submission).delete()
    index_report(submission)


@dataclass(frozen=True)
class Search:
    """What was looked for: the ids of the few reports that can fit, where they are few, and the words that many have.

    A database that is given the choice goes through a queue of a million for a word that three reports have.
    `whole` fits as it is: these reports have the whole query as one number.
    """

    few: frozenset[int] | None
    common: tuple[Q | Exists, ...]
    whole: frozenset[int] = frozenset()

    def narrow(self, reports: "QuerySet[Submission]") -> "QuerySet[Submission]":
        """Narrow to the reports that fit."""
        if self.few is not None:
            reports = reports.filter(pk__in=self.few | self.whole)
        if not self.whole:
            return reports.filter(*self.common)
        return reports.filter(*(Q(pk__in=self.whole) | each for each in self.common))


def look_up(query: str) -> Search:
    """Return the search for reports with that number, or with every word of `query` or words that begin with it."""
    compact = query.strip().upper()
    if compact.startswith("T-") or re.fullmatch(r"[A-Z]{0,4}\d\d-\d+", compact):
        numbered = _by_number(compact)
        # A serial number may look like a number of ours.
        if numbered.few != frozenset():
            return numbered
    found = _by_words(query)
    return found if found.few is None else replace(found, whole=_as_one_word(query))


def _as_one_word(query: str) -> frozenset[int]:
    """Return the reports with the whole query as one number, however it is spaced."""
    terms = [SearchTerm.objects.filter(_begins("term", word)) for word in _packed(query.strip())]
    return frozenset(pk for each in terms for pk in each.values_list("submission", flat=True)[: RARE + 1])


def _by_words(query: str) -> Search:
    few: frozenset[int] | None = None
    common: list[Q | Exists] = []
    for word in list(folded_words(query))[:5]:
        terms = SearchTerm.objects.filter(_begins("term", word))
        ids = list(terms.values_list("submission", flat=True)[: RARE + 1])
        if len(ids) > RARE:
            # By the report's own words: no index of words has `startswith`, and theirs is as long as the table.
            own = SearchTerm.objects.filter(submission=OuterRef("pk"), term__startswith=word)
            common.append(Exists(own))
        else:
            few = frozenset(ids) if few is None else few & frozenset(ids)
    return Search(few, tuple(common))


def _by_number(number: str) -> Search:
    """Look for each kind of number in its own index; for a beginning that many have, one comes to it soon."""
    kinds = [_begins(name, number) for name in ("temporary_number", "permanent_number")]
    ids = {
        pk
        for kind in kinds
        for pk in Submission.objects.filter(kind).values_list("pk", flat=True)[: RARE + 1]
    }
    return Search(frozenset(ids), ()) if len(ids) <= RARE else Search(None, (kinds[0] | kinds[1],))


def _begins(name: str, text: str) -> Q:
    return Q((f"{name}__gte", text), (f"{name}__lt", text + "\U0010ffff"))


def _numbers(submission: Submission) -> Iterator[str]:
    if submission.temporary_number:
        yield submission.temporary_number.replace("-", "").lower()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if is_point(value):
            yield str(places.neighbourhood_at(value["lat"], value["lon"]) or "")
        for key, part in value.items():
            if key not in {"_id", "zone", "precision"}:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
