"""Search over the public pages of one language."""

from wagtail.models import Locale, Page

from cms.folding import fold

MOST = 30


def find(query: str, language: str) -> list[Page]:
    """Return the live public pages with every word of `query` in them, or the beginning of each; best first."""
    words = fold(query).split()
    if not words:
        return []
    locale = Locale.objects.get_for_language(language)
    pages = Page.objects.live().public().filter(locale=locale, depth__gt=2)
    return [page.specific for page in pages.autocomplete(" ".join(words))[:MOST]]
