"""The whole check of a page: what must be mended, what should be, and how it reads in its language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms import reading
from cms.checking.rules import Finding, findings_of
from cms.content import fields_of, leaves, words_in

MOST_LISTED = 20


@dataclass(frozen=True)
class Hard:
    """A sentence that is hard to read, where it stands, and why it is shown."""

    sentence: str
    where: str
    why: str
    contentpath: str


@dataclass(frozen=True)
class Check:
    """What an editor is told about a page."""

    blocking: list[Finding]
    advice: list[Finding]
    language: str
    level: reading.Level
    hard: list[Hard]
    hard_count: int

    @property
    def level_in_words(self) -> str:
        """How it reads, in a word."""
        return in_words(self.level)


def check(page: Page) -> Check:
    """Return the check of a page as it is in memory."""
    language = page.locale.language_code
    found = findings_of(page)
    places = [(label, name, words) for name, label, words in fields_of(page)]
    places += [(leaf.label, leaf.contentpath, words_in(leaf)) for leaf in leaves(page)]
    hard = [
        (label, path, sentence)
        for label, path, words in places
        for sentence in reading.hard_sentences(words, language)
    ]
    hard.sort(key=lambda each: -each[2].lix)
    return Check(
        [each for each in found if each.blocks],
        [each for each in found if not each.blocks],
        language,
        reading.level((words for _label, _path, words in places), language),
        [Hard(each.text, label, why(each), path) for label, path, each in hard[:MOST_LISTED]],
        len(hard),
    )


def in_words(level: reading.Level) -> str:
    """Return a reading level in a word."""
    names: Mapping[str, str] = {
        "easy": _("easy"),
        "plain": _("plain"),
        "demanding": _("demanding"),
        "hard": _("hard"),
    }
    return names[level.band]


def why(sentence: reading.Sentence) -> str:
    """Return why a sentence is called hard."""
    if sentence.is_long:
        return ngettext("%(count)d word", "%(count)d words", sentence.words) % {"count": sentence.words}
    return _("many long words (LIX %(lix)d)") % {"lix": round(sentence.lix)}
