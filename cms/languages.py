"""The same page in the other language, or the nearest one that exists there."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from wagtail.models import Page

NAMES = {"en": "English", "fr": "Français"}


@dataclass(frozen=True)
class Alternative:
    """A link into another language: its code, its own name, the address there."""

    code: str
    name: str
    url: str


def alternatives(request: HttpRequest | None, page: Page | None) -> list[Alternative]:
    """Return a link for each language but the active one."""
    here = translation.get_language()
    others = [code for code in NAMES if code != here]
    return [Alternative(code, NAMES[code], address_in(code, request, page)) for code in others]


def address_in(language: str, request: HttpRequest | None, page: Page | None) -> str:
    """Return where the visitor finds this page in `language`; the language's home when it is nowhere."""
    home = f"/{language}/"
    if request is None:
        return home
    if page is None or not page.pk:
        address = translate_url(request.path, language)
        return address if address.startswith(home) else home
    twin = nearest_translation(page, language)
    address = twin.get_url(request) if twin else None
    if not twin or not address:
        return home
    if twin.translation_key == page.translation_key:
        address += rest_of_path(request, page)
    return address


def nearest_translation(page: Page, language: str) -> Page | None:
    """Return the live translation of `page`, else of its nearest ancestor that has one."""
    keys = [page.translation_key, *page.get_ancestors().values_list("translation_key", flat=True)]
    twins = Page.objects.live().filter(locale__language_code=language, translation_key__in=keys)
    return twins.order_by("-depth").first()


def rest_of_path(request: HttpRequest, page: Page) -> str:
    """Return what the request's path has behind the page's own: the step of a form, for example."""
    own = page.get_url(request) or ""
    return request.path[len(own) :] if own and request.path.startswith(own) else ""
