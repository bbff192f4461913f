"""What this app has to translate: report types (which keep account of their French), surveys, parts, the finder."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from cms.content import Leaf, leaves
from cms.translating.items import Item, Source, State, register_source
from cms.translating.pages import apart, pages_source
from forms.checking import french
from forms.checking.texts import texts_of
from forms.compile import compile_page
from forms.models import FinderPage, ReportTypePage, ReusablePart
from forms.surveys.models import SurveyPage


def put_on_the_map() -> None:
    """Register them."""
    apart(ReportTypePage)
    apart(SurveyPage)
    register_source(Source("surveys", gettext_lazy("surveys"), _surveys, (SurveyPage,), _survey, order=25))
    register_source(Source("types", gettext_lazy("report types"), _types, order=20))
    register_source(pages_source("finders", gettext_lazy("type finders"), [FinderPage], order=30))
    parts = Source("parts", gettext_lazy("parts of the library"), _parts, (ReusablePart,), _part, order=40)
    register_source(parts)


def _types() -> Iterator[Item]:
    pages = ReportTypePage.objects.filter(locale=Locale.get_default()).order_by("path")
    for page in pages.select_related("locale", "latest_revision"):
        yield _type(page.get_latest_revision_as_object())


def _type(draft: ReportTypePage) -> Item:
    texts = texts_of(draft, compile_page(draft))
    lacking = tuple(text.where for text in texts if text.words.get("en") and not text.words.get("fr"))
    gaps = lacking if draft.twins.exists() else (_("There is no French page yet."), *lacking)
    behind = len(french.stale(texts, french.known(draft)))
    state = State.MISSING if gaps else State.STALE if behind else State.DONE
    return Item(
        "types",
        f"type:{draft.pk}",
        draft.title,
        tuple(text.words.get("en", "") for text in texts),
        tuple(text.words.get("fr", "") for text in texts),
        reverse("reportforms_check_saved", args=[draft.pk]),
        gaps,
        known=state,
        behind=behind,
    )


def _surveys() -> Iterator[Item]:
    pages = SurveyPage.objects.live().filter(locale=Locale.get_default()).order_by("path")
    return (_of_survey(page) for page in pages)


def _survey(page: SurveyPage) -> Item | None:
    source = (
        page
        if page.locale_id == Locale.get_default().pk
        else page.get_translation_or_none(Locale.get_default())
    )
    return _of_survey(source) if source is not None and source.live else None


def _of_survey(page: Any) -> Item:
    twin = page.get_translations().first()
    public = twin is not None and twin.live
    pairs = [(_("title"), page.title, twin.title if public else "")]
    pairs += [(_("one line"), page.summary, twin.summary if public else ""), *_pairs(page)]
    return Item(
        "surveys",
        f"page:{page.translation_key}",
        page.title,
        tuple(english for _label, english, _french in pairs),
        tuple(french_words for _label, _english, french_words in pairs),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        tuple(label for label, english, french_words in pairs if english and not french_words),
    )


def _parts() -> Iterator[Item]:
    return (_part(part) for part in ReusablePart.objects.all())


def _part(part: ReusablePart) -> Item:
    pairs = list(_pairs(part))
    return Item(
        "parts",
        f"{ReusablePart._meta.label_lower}:{part.pk}",
        part.title,
        tuple(english for _label, english, _french in pairs),
        tuple(french_words for _label, _english, french_words in pairs),
        reverse("wagtailsnippets_reportforms_reusablepart:edit", args=[part.pk]),
        tuple(label for label, english, french_words in pairs if english and not french_words),
        "reportforms.change_reusablepart",
    )


def _pairs(part: Any) -> Iterator[tuple[str, str, str]]:
    """Yield each text of a part or a survey: where it is, its English, its French."""
    found: dict[tuple[str, ...], dict[str, Leaf]] = {}
    for leaf in leaves(part):
        if leaf.path[-1] in ("en", "fr"):
            found.setdefault(leaf.path[:-1], {})[leaf.path[-1]] = leaf
    for boxes in found.values():
        english, in_french = _words(boxes.get("en")), _words(boxes.get("fr"))
        if english or in_french:
            yield _where(boxes["en"]), english, in_french


def _where(leaf: Leaf) -> str:
    return " › ".join(str(block.label) for block in leaf.within[-3:] if block.label)


def _words(leaf: Any) -> str:
    return str(leaf.value or "").strip() if leaf is not None else ""
