"""Where short links lead, in the visitor's language: the chosen page, the campaign's, the list of matters, home."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page

from cms.folding import fold
from cms.languages import nearest_translation
from cms.models import HomePage, ListPage, ShortLink
from cms.printed import Code


def printed_codes() -> Iterator[Code]:
    """Yield every short link there ever was, as something on paper: with where it leads at this moment."""
    language = get_language() or "en"
    for link in ShortLink.objects.select_related("campaign", "page"):
        called = f"{spoken_address(link)} – {link.get_place_display()} ({link.campaign_title})"
        edit = reverse("cms_change_link", args=[link.pk])
        yield Code(path_of(link), called, destination(link, language), edit)


def find(typed: str) -> ShortLink | None:
    """Return the link of a word as people type it: capitals, accents and spaces do not matter."""
    word = "-".join(fold(typed.replace("-", " ").replace("_", " ")).split())
    return ShortLink.objects.select_related("campaign", "page").filter(word=word).first()


def destination(link: ShortLink, language: str) -> str:
    """Return the path in `language` that a link leads to; there always is one."""
    for page in (*wanted(link), *next_best(language)):
        twin = nearest_translation(page, language)
        if twin.same and twin.url:
            return twin.url
        if page.url:
            return page.url
    return f"/{language}/"


def wanted(link: ShortLink) -> Iterator[Page]:
    """Yield the live pages that a link was made for: the chosen one, then its campaign's."""
    for page in (link.page, link.campaign):
        live = in_any_language(page) if page is not None else None
        if live is not None:
            yield live


def in_any_language(page: Page) -> Page | None:
    """Return the page when it is live, else a translation of it that is."""
    live = Page.objects.live().public().filter(translation_key=page.translation_key)
    found: Page | None = live.filter(pk=page.pk).first() or live.order_by("pk").first()
    return found


def next_best(language: str) -> Iterator[Page]:
    """Yield where a link leads when its pages are gone: the list of matters, then home."""
    for kind in (ListPage, HomePage):
        yield from kind.objects.live().filter(locale__language_code=language)[:1]


def address_of(link: ShortLink) -> str:
    """Return the whole address, as codes hold it."""
    return f"{settings.SITE_URL}{path_of(link)}"


def path_of(link: ShortLink) -> str:
    """Return the path of a link, as people type it."""
    return reverse("cms:short_link", args=[link.word])


def spoken_address(link: ShortLink) -> str:
    """Return the address as it is printed and said: without https:// and www."""
    return address_of(link).partition("://")[2].removeprefix("www.")
