"""What public templates ask for: `{% load cms %}`."""

import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from cms import look, theme
from cms.frame import Frame, Kept
from cms.languages import Alternative, alternatives
from cms.look import Logo, Look
from cms.models import AdvicePage, advice_for

register = template.Library()
# As people write them here: 204-555-0100, 204 555-0100, 555-0100.
PHONE = re.compile(r"(?<![\d-])((?:\d{3}[-. \u00a0]){1,2}\d{4})(?![\d-])")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Put an icon of `cms/icons/` into the page, hidden from screen readers."""
    return drawing(name)


@cache
def drawing(name: str) -> SafeString:
    """Return the SVG of an icon; a name that is not there is a mistake of ours and fails loudly."""
    return SafeString((files("cms") / "icons" / f"{name}.svg").read_text().strip())


@register.simple_tag
def agency() -> dict[str, str]:
    """Return the agency's name and city in the active language, with phone and email."""
    language = get_language() or "en"
    known = settings.AGENCY
    return {
        "name": known["name"].get(language, known["name"]["en"]),
        "city": known["city"].get(language, known["city"]["en"]),
        "phone": known["phone"],
        "email": known["email"],
    }


@register.simple_tag
def agency_look() -> Look:
    """How the site looks now."""
    return look.current()


@register.simple_tag
def theme_url(shown: Look | None = None) -> str:
    """Return the address of the agency's colours, with their version, so that browsers may keep it."""
    return f"{reverse('cms:theme')}?v={theme.served((shown or look.current()).theme)[1]}"


@register.simple_tag
def last_look() -> Look:
    """Return the look for pages that may not ask the database."""
    return look.last_known()


@register.filter
def in_words(logo: Logo) -> str:
    """Return what a logo shows, in the active language."""
    return logo.alt["fr" if get_language() == "fr" else "en"]


@register.simple_tag(takes_context=True)
def frame(context: dict[str, Any]) -> Frame:
    """Return what stands around this page: `languages`, `notices`, `menu`."""
    return Frame(context.get("request"), public_page(context))


@register.simple_tag(takes_context=True)
def asking_page(context: dict[str, Any]) -> Page | None:
    """Return the page that is shown when it asks whether it was useful; nothing on a device in the lobby."""
    page = public_page(context)
    kiosk = getattr(context.get("request"), "kiosk", None)
    return page if page is not None and not kiosk and getattr(page, "asks_if_useful", False) else None


@register.simple_tag
def home_pages() -> list[Alternative]:
    """Return links to the home pages in the other languages."""
    return alternatives(None, None, Kept(0).get)


@register.simple_tag
def address(path: str = "") -> str:
    """Return an address below the active language; its home without a path."""
    return f"/{get_language()}/{path}"


@register.simple_tag
def exists(path: str) -> bool:
    """Tell whether an address below the active language has a view of its own, apart from the page tree."""
    try:
        return resolve(address(path)).url_name != "wagtail_serve"
    except Resolver404:
        return False


@register.simple_tag
def advice(matter: Page | None) -> QuerySet[AdvicePage]:
    """Return the advice for a report type; none where there is no page."""
    return advice_for(matter) if matter and matter.pk else AdvicePage.objects.none()


@register.simple_tag
def in_this_language(page: Page | None) -> Page | None:
    """Return the live page in the active language; nothing when there is none."""
    if page is None:
        return None
    twins = Page.objects.live().filter(translation_key=page.translation_key)
    return twins.filter(locale__language_code=get_language()).first()


@register.filter
def dialled(phone: str) -> str:
    """Return a phone number as `tel:` wants it: digits, an extension after a comma."""
    number, _, extension = re.sub(r"(?i)\s*(?:ext|poste|p)\.?\s*(?=\d)", ",", phone).partition(",")
    return re.sub(r"[^\d+]", "", number) + (f",{re.sub(r'[^0-9]', '', extension)}" if extension else "")


@register.filter
def unbroken(text: str) -> SafeString:
    """Return a text whose phone numbers stay on one line."""
    parts = enumerate(PHONE.split(text))
    return format_html_join("", "{}", ((_whole(each) if odd % 2 else each,) for odd, each in parts))


def _whole(phone: str) -> SafeString:
    return format_html('<span class="nowrap">{}</span>', phone)


@register.filter
def site_name(address: str) -> str:
    """Return a web address as people read it: its host, and its path where there is one."""
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"


def public_page(context: dict[str, Any]) -> Page | None:
    """Return the page that a template shows, where it shows one."""
    page = context.get("page")
    return page if isinstance(page, Page) else None
