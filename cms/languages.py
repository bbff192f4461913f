"""The same page in the other language, or the nearest one that exists there."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from wagtail.models import Page

T = TypeVar("T")
NAMES = {"en": "English", "fr": "Français"}


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
        return address if address.startswith(home) else home
    found = remember(("twin", page.pk, language), lambda: nearest_translation(page, language))
    if not found.url:
        return home
    return found.url + rest_of_path(request, page) if found.same else found.url


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
