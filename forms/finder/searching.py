"""Search in a finder: words as people say them lead to report types, other bodies and emergencies.

Accents, capitals and endings do not matter, nor does one wrong letter in a long word. The index is small (the words
of some dozen pages) and made once a generation; it asks the database for nothing that only one kind of it has.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from cms.folding import fold
from cms.frame import Frame
from forms.finder.nodes import BODY, EMERGENCY, Node, leading_to, nodes_of, types_of
from forms.models import ReportTypePage
from workflows.definition import Definition, Group, Question
from workflows.models import ReportType

MOST_WORDS, MOST_FOUND = 12, 8
TITLE, WORDS, ANSWERS, SUMMARY, QUESTIONS = 10, 9, 6, 5, 2
# Words that say nothing about a matter, folded.
SAYS_NOTHING = """
a an and are at been by did do for from had has have he her him his i in is it its me my of on or our out she so some
somebody someone something that the their them they this to up us was we were what when who with you your
au aux avec ce ces cette dans de des du elle elles en est et etait ete eu il ils j je l la le les leur ma mes mon m n ne
nos notre nous on ont ou par pas pour qu que quelqu quelque qui s sa se ses son sur t te tu un une vos votre vous y ai c
d fait quelquun
"""
STOP = frozenset(SAYS_NOTHING.split())


@dataclass
class Entry:
    """One place that a search may lead to, with the weight of each of its words."""

    page: ReportTypePage | None = None
    node: Node | None = None
    words: dict[str, int] = field(default_factory=dict)

    def add(self, text: str, weight: int) -> None:
        """Take in the words of a text."""
        for word in words_of(text):
            self.words[word] = max(weight, self.words.get(word, 0))


def search(request: HttpRequest, page: Any, query: str) -> list[Entry]:
    """Return what a finder has for the words of `query`, the best first."""
    asked = list(dict.fromkeys(words_of(query)))[:MOST_WORDS]
    entries = Frame(request, page).kept.get(("finder", page.pk), lambda: list(index(page)))
    telling = [word for word in asked if tells_apart(word, entries)]
    found = [(score(entry.words, telling), entry) for entry in entries]
    best = max((points for points, _entry in found), default=0)
    good = [(points, entry) for points, entry in found if points and points > best / 2]
    return [entry for _points, entry in sorted(good, key=lambda each: -each[0])[:MOST_FOUND]]


def tells_apart(asked: str, entries: Sequence[Entry]) -> bool:
    """Whether a word leads anywhere: one that is only in the questions of most places, such as "house", does not."""
    weights = [weight for entry in entries if (weight := best(entry.words, asked))]
    return bool(weights) and (max(weights) > QUESTIONS or len(weights) * 2 <= len(entries))


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: folded, without an s or x at the end, none that says nothing."""
    return [_stem(word) for word in fold(text).split() if word not in STOP and len(word) > 1]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and word[-2] != "s" else word


def score(words: Mapping[str, int], asked: Iterable[str]) -> float:
    """Return how well a place fits: the more words, and the heavier, the better."""
    return sum(best(words, word) for word in asked)


def best(words: Mapping[str, int], asked: str) -> float:
    """Return the weight of the word that fits best: as it is, its beginning, or with one letter wrong."""
    if asked in words:
        return words[asked]
    begun = [weight * 0.7 for word, weight in words.items() if _begins(word, asked)]
    if begun:
        return max(begun)
    return max((weight * 0.5 for word, weight in words.items() if is_typo(asked, word)), default=0)


def _begins(word: str, asked: str) -> bool:
    if len(asked) >= 3 and word.startswith(asked):
        return True
    return len(word) >= 4 and asked.startswith(word) and len(asked) - len(word) <= 3


def is_typo(one: str, other: str) -> bool:
    """Whether two words of five letters or more differ by one letter: wrong, missing, too many, or two swapped."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    if one[1:] == other[1:] or one[1:] == other or one == other[1:]:
        return True
    return one[:2] == other[1::-1] and one[2:] == other[2:]


def index(page: Any) -> Iterator[Entry]:
    """Yield every place of a finder with its words: its own nodes, and all report types of its language."""
    nodes = nodes_of(page)
    for node in nodes:
        if node.kind in (BODY, EMERGENCY):
            yield _node(node, nodes)
    yield from _types(page, nodes)


def _node(node: Node, nodes: Iterable[Node]) -> Entry:
    entry = Entry(node=node)
    entry.add(node.title, TITLE)
    entry.add(node.words, WORDS)
    entry.add(node.text, SUMMARY)
    for _question, answer in leading_to(nodes, node.key):
        entry.add(answer.label, ANSWERS)
    return entry


def _types(page: Any, nodes: Iterable[Node]) -> Iterator[Entry]:
    language = page.locale.language_code
    live = ReportTypePage.objects.live().public().filter(locale=page.locale_id).order_by("path")
    pages = list(live.defer("steps", "offence_map", "eligibility", "advice"))
    keys = [each.key for each in pages]
    sources = {
        each["key"]: each
        for each in ReportTypePage.objects.filter(key__in=keys)
        .exclude(keywords_en="", keywords_fr="")
        .values("key", "keywords_en", "keywords_fr")
    }
    types = ReportType.objects.select_related("current_version").in_bulk(keys, field_name="key")
    labels = _labels(page, nodes)
    for each in pages:
        entry = Entry(page=each)
        for text, weight in _texts(each, sources.get(each.key, {}), language):
            entry.add(text, weight)
        for label in labels.get(each.pk, ()):
            entry.add(label, ANSWERS)
        version = types[each.key].current_version if each.key in types else None
        for text in _asked(version.definition if version else {}, language):
            entry.add(text, QUESTIONS)
        yield entry


def _texts(page: ReportTypePage, source: Mapping[str, str], language: str) -> Iterator[tuple[str, int]]:
    """Yield a type's own texts; words in the other language too, since people mix them."""
    yield page.title, TITLE
    yield page.summary, SUMMARY
    for code in ("en", "fr"):
        yield source.get(f"keywords_{code}", ""), WORDS if code == language else WORDS - 4


def _labels(page: Any, nodes: Iterable[Node]) -> dict[int, list[str]]:
    """Return the answers of the finder that lead to each report type, by its page in this language."""
    nodes = list(nodes)
    live = types_of(page, nodes)
    labels: dict[int, list[str]] = {}
    for answer in (answer for node in nodes for answer in node.answers):
        if answer.type_id in live:
            labels.setdefault(live[answer.type_id].pk, []).append(f"{answer.label} {answer.hint}")
    return labels


def _asked(body: Any, language: str) -> Iterator[str]:
    for asked in Definition.of(body).asked.values():
        questions: tuple[Question, ...] = asked.questions if isinstance(asked, Group) else (asked,)
        for question in questions:
            yield str(question.label.get(language, ""))
            yield from (str(choice.label.get(language, "")) for choice in question.choices)
