"""The whole check of one page: what blocks, what is advice, stale French, reading level, figures."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms import reading
from cms.checking.report import in_words, why
from forms.checking import french
from forms.checking.figures import MOST_ON_A_STEP, Figures, figures_of
from forms.checking.spots import Spot, Spots
from forms.checking.texts import Text, texts_of
from forms.compile import LANGUAGES, compile_page
from forms.lint import Finding
from forms.publishing import findings_for

if TYPE_CHECKING:
    from forms.models import ReportTypePage

# Hard sentences that are listed per language; the count says how many there are.
MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Link:
    """Where something is mended: an address that opens there, and the box when it is on the page itself."""

    url: str
    contentpath: str = ""
    element: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the check."""

    sentence: str
    link: Link
    code: str = ""


@dataclass(frozen=True, slots=True)
class Stale:
    """French that was written for other English: both texts, where it is, and what vouches for it."""

    where: str
    english: str
    french: str
    link: Link
    vouch: str


@dataclass(frozen=True, slots=True)
class Hard:
    """A sentence that is hard to read, where it stands, and why it is shown."""

    sentence: str
    where: str
    why: str
    link: Link


@dataclass(frozen=True, slots=True)
class Reading:
    """How the texts of one language read."""

    language: str
    level: reading.Level
    in_words: str
    hard: list[Hard]
    count: int


@dataclass(frozen=True, slots=True)
class Check:
    """What an editor is told about the page."""

    blocking: list[Entry]
    advice: list[Entry]
    stale: list[Stale]
    readings: list[Reading]
    figures: Figures
    minutes_told: int | None
    vouched: list[str] = field(default_factory=list)


def check(
    page: "ReportTypePage",
    *,
    faults: Sequence[tuple[Spot, str]] = (),
    still_right: Collection[str] = (),
) -> Check:
    """Return the check of a page in the default language as it is in memory."""
    body, spots = compile_page(page), Spots(page)
    links, texts = Links(page), texts_of(page, body, spots)
    stale = [_stale(each, spots, links) for each in french.stale(texts, french.known(page), still_right)]
    told = told_of(page, body, findings_for(page), faults)
    return replace(told, stale=stale, vouched=list(still_right))


def told_of(
    page: Any, body: Mapping[str, Any], findings: Sequence[Finding], faults: Sequence[tuple[Spot, str]]
) -> Check:
    """Return the check of a page that compiles to `body`, but for what is kept of its French."""
    spots, links = Spots(page), Links(page)
    texts, figures = texts_of(page, body, spots), figures_of(body, get_language() or "en")
    return Check(
        blocking=[
            *(Entry(sentence, links.to(spot), "form") for spot, sentence in faults),
            *(_entry(each, spots, links) for each in findings if each.blocks),
        ],
        advice=[
            *(_entry(each, spots, links) for each in findings if not each.blocks),
            *_on_figures(figures, spots, links),
        ],
        stale=[],
        readings=[_reading(texts, code, spots, links) for code in LANGUAGES],
        figures=figures,
        minutes_told=page.minutes,
    )


class Links:
    """Addresses of boxes: on the page, on its translation, in a part of the library."""

    def __init__(self, page: "ReportTypePage") -> None:
        self.page = page
        self._twins = {twin.locale.language_code: twin.pk for twin in page.twins} if page.pk else {}

    def to(self, spot: Spot) -> Link:
        """Return where a spot opens."""
        at = f"#:w:contentpath={spot.contentpath}" if spot.path else ""
        if spot.part:
            url = reverse("wagtailsnippets_reportforms_reusablepart:edit", args=[spot.part])
            return Link(f"{url}{at}", elsewhere=_("in the library"))
        if spot.language:
            pk = self._twins.get(spot.language)
            url = reverse("wagtailadmin_pages:edit", args=[pk]) + at if pk else ""
            return Link(url, elsewhere=_("on the French page"))
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk]) if self.page.pk else ""
        anchor = at or (f"#{spot.element}" if spot.element else "")
        return Link(f"{url}{anchor}" if anchor else "", spot.contentpath, spot.element)


def _entry(finding: Any, spots: Spots, links: Links) -> Entry:
    return Entry(finding.sentence, links.to(spots.of_finding(finding)), finding.code)


def _on_figures(figures: Figures, spots: Spots, links: Links) -> Iterator[Entry]:
    for step in figures.steps:
        if step.too_many:
            sentence = ngettext(
                "Step %(number)d, “%(title)s”, asks %(count)d question; %(most)d are enough for one page.",
                "Step %(number)d, “%(title)s”, asks %(count)d questions; %(most)d are enough for one page.",
                step.questions,
            )
            values = {"number": step.number, "title": step.title, "count": step.questions}
            link = links.to(spots.of(f"/steps/{step.number - 1}"))
            yield Entry(sentence % {**values, "most": MOST_ON_A_STEP}, link, "many_questions")


def _stale(text: Text, spots: Spots, links: Links) -> Stale:
    link = links.to(text.spot_in(spots, french.TARGET))
    words = text.words
    return Stale(text.where, words[french.SOURCE], words[french.TARGET], link, french.vouch(text))


def _reading(texts: Sequence[Text], language: str, spots: Spots, links: Links) -> Reading:
    level = reading.level((each.words.get(language, "") for each in texts), language)
    hard = [
        (text, sentence)
        for text in texts
        for sentence in reading.hard_sentences(text.words.get(language, ""), language)
    ]
    hard.sort(key=lambda each: -each[1].lix)
    shown = [
        Hard(sentence.text, text.where, why(sentence), links.to(text.spot_in(spots, language)))
        for text, sentence in hard[:MOST_LISTED]
    ]
    return Reading(language, level, in_words(level), shown, len(hard))
