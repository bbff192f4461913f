"""The same page in the other language, or the nearest one that exists there."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from wagtail.models import Page

T = TypeVar("T")
NAMES = {"en": "English", "fr": "Français"}
# In an address: the page that is not in this language, so that the one shown in its place says so.
MISSING = "untranslated"
# What a visitor typed goes along into the other language.
TYPED = "q"


class Twin(NamedTuple):
    """A page in another language: its address, and whether it is the same page or one above it."""

    url: str | None
    same: bool


@dataclass(frozen=True)
class Alternative:
    """A link into another language: its code, its own name, the address there."""

    code: str
    name: str
    url: str


class Remember(Protocol):
    """Gives what `make` gave the first time it was asked under a name."""

    def __call__(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return it."""


def alternatives(request: HttpRequest | None, page: Page | None, remember: Remember) -> list[Alternative]:
    """Return a link for each language but the active one."""
    here = translation.get_language()
    others = [code for code in NAMES if code != here]
    return [Alternative(code, NAMES[code], address_in(code, request, page, remember)) for code in others]


def address_in(language: str, request: HttpRequest | None, page: Page | None, remember: Remember) -> str:
    """Return where the visitor finds this page in `language`; the language's home when it is nowhere."""
    home = f"/{language}/"
    if request is None:
        return home
    if page is None or not page.pk:
        address = translate_url(request.path, language)
        return address + typed(request) if address.startswith(home) else home
    found = remember(("twin", page.pk, language), lambda: nearest_translation(page, language))
    if found.url and found.same:
        return found.url + rest_of_path(request, page) + typed(request)
    return missing(found.url or home, page)


def typed(request: HttpRequest) -> str:
    """Return the part of a query that goes along into another language."""
    text = request.GET.get(TYPED, "")
    return f"?{urlencode({TYPED: text})}" if text else ""


def missing(address: str, page: Page) -> str:
    """Return an address that says on its page that it stands in for `page`."""
    return f"{address}?{urlencode({MISSING: page.pk})}"


def address_of_nearest(page: Page, language: str) -> str:
    """Return where `page` is in `language`, else the nearest page above it that is there, saying so."""
    found = nearest_translation(page, language)
    return found.url if found.url and found.same else missing(found.url or f"/{language}/", page)


def stood_in_for(request: HttpRequest | None) -> Page | None:
    """Return the live page that this one stands in for, because it is not in the active language."""
    asked = request.GET.get(MISSING, "") if request else ""
    if not asked.isascii() or not asked.isdigit() or len(asked) > 9:
        return None
    page = Page.objects.live().public().filter(pk=asked, depth__gt=2).select_related("locale").first()
    here = translation.get_language() or ""
    if page is None or page.locale.language_code == here or nearest_translation(page, here).same:
        return None
    return page


def nearest_translation(page: Page, language: str) -> Twin:
    """Return where the live translation of `page` is, else that of its nearest ancestor that has one."""
    keys = [page.translation_key, *page.get_ancestors().values_list("translation_key", flat=True)]
    twins = Page.objects.live().filter(locale__language_code=language, translation_key__in=keys)
    twin = twins.order_by("-depth").first()
    return Twin(twin.url, twin.translation_key == page.translation_key) if twin else Twin(None, False)


def rest_of_path(request: HttpRequest, page: Page) -> str:
    """Return what the request's path has behind the page's own: the step of a form, for example."""
    own = page.get_url(request) or ""
    return request.path[len(own) :] if own and request.path.startswith(own) else ""
