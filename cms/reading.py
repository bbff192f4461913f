"""How hard a text reads, per language: figures in words, and the sentences that make it hard.

- Flesch reading ease for English: 206.835 - 1.015 W - 84.6 S (R. Flesch, “A new readability yardstick”, Journal of
  Applied Psychology 32, 1948), with W words a sentence and S syllables a word.
- The same for French: 207 - 1.015 W - 73.6 S (L. Kandel, A. Moles, “Application de l'indice de Flesch à la langue
  française”, Cahiers d'études de radio-télévision 19, 1958).
- LIX for both: W + the percentage of words longer than six letters (C. H. Björnsson, “Läsbarhet”, 1968).

Syllables are the places where Pyphen's dictionaries, which come with it, would divide a word: an estimate that is good
over a whole form and rough for one word. So single sentences are judged by length and LIX only.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from statistics import fmean

from pyphen import Pyphen

# Plain language: twenty words a sentence at most; LIX calls what is above fifty difficult.
MOST_WORDS = 20
MOST_LIX = 50
# Below this many words a sentence's LIX says little: one long word in three gives sixty.
FEWEST_FOR_LIX = 9
# Below this many words in all, a form has no reading level worth a figure.
FEWEST_FOR_EASE = 30
LEAST_EASE = 50
LONG_WORD = 6
_EASE = {"en": (206.835, 84.6), "fr": (207.0, 73.6)}
# French cuts a vowel off before an apostrophe: “l'appareil” is two words. English writes one: “don't”.
_WORDS = {
    "en": re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*"),
    "fr": re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*"),
}
# A sentence ends at its mark before a blank, at a line's end, and at a semicolon or colon that a list hangs on.
_ENDS = re.compile(r"(?<=[.!?…])[»”\")]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its words, and how hard it is."""

    text: str
    words: int
    lix: float

    @property
    def is_long(self) -> bool:
        """Whether it has more words than one holds in mind."""
        return self.words > MOST_WORDS

    @property
    def is_hard(self) -> bool:
        """Whether it is to be shown: too long, or full of long words."""
        return self.is_long or (self.words >= FEWEST_FOR_LIX and self.lix > MOST_LIX)


@dataclass(frozen=True, slots=True)
class Level:
    """How hard the texts of one language are as a whole."""

    ease: float
    lix: float
    words: int
    sentences: int

    @property
    def counts(self) -> bool:
        """Whether there is enough text for a figure."""
        return self.words >= FEWEST_FOR_EASE

    @property
    def band(self) -> str:
        """The level in a word: `easy`, `plain`, `demanding` or `hard`, in the steps that Flesch gave."""
        if self.ease >= 70:
            return "easy"
        if self.ease >= 60:
            return "plain"
        return "demanding" if self.ease >= LEAST_EASE else "hard"

    @property
    def words_a_sentence(self) -> float:
        """The mean length of a sentence."""
        return self.words / self.sentences if self.sentences else 0.0


def level(texts: Iterable[str], language: str) -> Level:
    """Return how hard `texts` are together."""
    found = [each for text in texts for each in sentences(text)]
    words = [word for each in found for word in words_of(each, language)]
    if not words:
        return Level(100.0, 0.0, 0, 0)
    a_sentence = len(words) / len(found)
    base, weight = _EASE[language]
    ease = base - 1.015 * a_sentence - weight * fmean(syllables(word, language) for word in words)
    return Level(max(0.0, min(100.0, ease)), lix(words, len(found)), len(words), len(found))


def hard_sentences(text: str, language: str) -> Iterator[Sentence]:
    """Yield the sentences of a text that are too long or too hard."""
    for each in sentences(text):
        words = words_of(each, language)
        found = Sentence(each, len(words), lix(words, 1))
        if found.is_hard:
            yield found


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; each line stands for itself, and what has no word is none."""
    return [each.strip() for each in _ENDS.split(text) if re.search(r"[^\W\d_]", each)]


def words_of(text: str, language: str) -> list[str]:
    """Return the words of a text; numbers and addresses of sites are none."""
    return _WORDS[language].findall(re.sub(r"\S+://\S+|\S+@\S+", " ", text))


def lix(words: list[str], sentence_count: int) -> float:
    """Return Björnsson's index: words a sentence, and the percentage of long words."""
    if not words:
        return 0.0
    long_words = sum(1 for word in words if len(word) > LONG_WORD)
    return len(words) / sentence_count + 100 * long_words / len(words)


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str) -> int:
    """Return how many parts a word would be divided into, which is about its number of syllables."""
    return len(_hyphenation(language).positions(word.lower())) + 1


@cache
def _hyphenation(language: str) -> Pyphen:
    return Pyphen(lang={"en": "en_US", "fr": "fr"}[language], left=1, right=1)
