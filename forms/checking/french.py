"""French that fell behind: texts whose English was changed after their French was written.

`page.french_seen` keeps, by the name of a text, a short hash of the English that its French was last written for and
one of that French. French that is new or different was written for the English beside it; French that stayed while
the English changed is stale until somebody changes it, or says that it is still right.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from forms.checking.texts import Text, texts_of
from forms.compile import compile_page

if TYPE_CHECKING:
    from forms.models import ReportTypePage

SOURCE, TARGET = "en", "fr"
# What the editor's form posts for each text whose French somebody called still right: its `vouch`.
STILL_RIGHT = "french_still_right"
Seen = Mapping[str, str]


def vouch(text: Text) -> str:
    """Return what says that the French of a text is right for the English that it has now, and for no other."""
    return f"{text.name}@{_hash(text.words.get(SOURCE))}"


def seen_after(texts: Iterable[Text], before: Seen, still_right: Collection[str] = ()) -> dict[str, str]:
    """Return what has been seen once `texts` are saved, from what had been `before`."""
    found: dict[str, str] = {}
    for text in texts:
        source, target = _hash(text.words.get(SOURCE)), _hash(text.words.get(TARGET))
        _was_source, _dot, was_target = before.get(text.name, "").partition(".")
        if target:
            kept = target == was_target and vouch(text) not in still_right
            found[text.name] = before[text.name] if kept else f"{source}.{target}"
    return found


def stale(texts: Iterable[Text], before: Seen, still_right: Collection[str] = ()) -> list[Text]:
    """Return the texts whose French was written for other English than there is now."""
    texts = list(texts)
    seen = seen_after(texts, before, still_right)
    return [each for each in texts if _is_stale(each, seen)]


def keep_seen(page: "ReportTypePage", still_right: Collection[str] = ()) -> None:
    """Bring `page.french_seen` up to date with the texts on the page, which is about to be saved as a draft."""
    if page.is_source:
        page.french_seen = seen_after(texts_of(page, compile_page(page)), known(page), still_right)


def known(page: "ReportTypePage") -> Seen:
    """Return what was seen of the page; of a page that was never saved here, its stored texts as they stand."""
    if page.french_seen or not page.pk:
        return page.french_seen or {}
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    return seen_after(texts_of(draft, compile_page(draft)), draft.french_seen or {})


def _is_stale(text: Text, seen: Seen) -> bool:
    source = _hash(text.words.get(SOURCE))
    return bool(source) and text.name in seen and seen[text.name].partition(".")[0] != source


def _hash(words: str | None) -> str:
    """Return a short hash of a text; runs of blanks and the kind of apostrophe make no difference."""
    plain = " ".join((words or "").replace("’", "'").split())
    return hashlib.sha256(plain.encode()).hexdigest()[:12] if plain else ""
