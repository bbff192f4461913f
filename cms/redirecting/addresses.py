"""What is at an address of this site: a page, another screen, a redirect, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.models import Locale, Page, Site

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
# More steps than this from one address to the next are a circle, or as good as one.
MOST_STEPS = 20


@dataclass(frozen=True)
class Found:
    """What is at a path: a page with what the path has behind it, or (`page` empty) a screen of the software."""

    page: Page | None
    rest: str = ""


def local_path(address: str) -> str | None:
    """Return the path of an address of this site, with its query; nothing for an address elsewhere."""
    address = address.strip()
    parts = urlsplit(address)
    if not parts.scheme and not parts.netloc:
        return address if address.startswith("/") and not address.startswith("//") else None
    if f"{parts.scheme}://{parts.netloc}".lower() not in own_roots():
        return None
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def own_roots() -> set[str]:
    """Return where this site is at: its sites in Wagtail, and the address in the settings."""
    return {settings.SITE_URL.lower(), *(site.root_url.lower() for site in Site.objects.all())}


def path_only(path: str) -> str:
    """Return a path without its query, with a slash at the end as pages have it."""
    plain = path.partition("?")[0].partition("#")[0]
    return plain if plain.endswith("/") else f"{plain}/"


def at(path: str) -> Found | None:
    """Return what answers at a path today; a page that is not live answers nothing."""
    plain = path_only(path)
    return page_at(plain) or (Found(None) if is_screen(plain) else None)


def page_at(path: str) -> Found | None:
    """Return the live page whose address the path is, or is below of where the page takes that."""
    language, _slash, below = path.strip("/").partition("/")
    root = root_in(language)
    if root is None:
        return None
    parts = [part for part in below.split("/") if part]
    try:
        page = root.specific.route(get_dummy_request(path=path), parts).page
    except Http404:
        return None
    if not page.live:
        return None
    own = page.url or "/"
    return Found(page, path[len(own) :] if path.startswith(own) else "")


def root_in(language: str) -> Page | None:
    """Return the home page of a language."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    locale = Locale.objects.filter(language_code=language).first() if language in LANGUAGES else None
    if site is None or locale is None:
        return None
    root = site.root_page
    return root if root.locale_id == locale.pk else root.get_translation_or_none(locale)


def is_screen(path: str) -> bool:
    """Tell whether the software answers at a path by itself: following, verifying, search, a document."""
    language = path.strip("/").partition("/")[0]
    with override(language if language in LANGUAGES else settings.LANGUAGE_CODE):
        for each in (path, path.rstrip("/")):
            try:
                found = resolve(each or "/")
            except Resolver404:
                continue
            if found.url_name not in ("wagtail_serve", None):
                return True
    return False


def redirect_at(path: str, *, apart_from: int | None = None) -> Redirect | None:
    """Return the redirect whose old address the path is, with its query or without."""
    wanted = [Redirect.normalise_path(path), Redirect.normalise_path(path.partition("?")[0])]
    known = Redirect.objects.filter(old_path__in=wanted).exclude(pk=apart_from)
    rows = sorted(known.select_related("redirect_page"), key=lambda row: wanted.index(row.old_path))
    return rows[0] if rows else None


def end_of(path: str) -> Found | None:
    """Return where somebody ends who types the path, redirects followed; nothing when that is nowhere."""
    for step in steps_from(path):
        found = at(step)
        if found is not None:
            return found
    return None


def steps_from(path: str) -> Iterator[str]:
    """Yield the path, and each address of this site that a redirect leads on to from there."""
    here: str | None = path
    seen: set[str] = set()
    while here is not None and here not in seen and len(seen) < MOST_STEPS:
        seen.add(here)
        yield here
        row = leading(here)
        here = None if row is None else local_path(target_of(row[0], row[1]) or "")


def leading(path: str) -> tuple[Redirect, str] | None:
    """Return the redirect for a path, or for what it is below of, with the rest of the path behind that."""
    exact = redirect_at(path)
    if exact is not None:
        return exact, ""
    parts = Redirect.normalise_path(path.partition("?")[0]).strip("/").split("/")
    above = {"/" + "/".join(parts[:count]): "/".join(parts[count:]) + "/" for count in range(2, len(parts))}
    rows = Redirect.objects.filter(old_path__in=list(above), redirect_page__isnull=False)
    nearest = max(rows.select_related("redirect_page"), key=lambda row: len(row.old_path), default=None)
    return (nearest, above[nearest.old_path]) if nearest is not None else None


def target_of(row: Redirect, rest: str = "") -> str | None:
    """Return where a redirect leads; nothing when its page is not live, or has nothing at the rest of the path."""
    if row.redirect_page_id is None:
        return row.redirect_link or None
    if not row.redirect_page.live:
        return None
    link: str | None = row.link
    if not rest or not link:
        return link
    return link + rest if page_at(link + rest) else None
