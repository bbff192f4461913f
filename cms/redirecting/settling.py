"""Whether a redirect is good, and where it leads in the end: no circles, no chains, a page rather than its address."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.redirecting.addresses import MOST_STEPS, Found, at, local_path, path_only, redirect_at
from cms.redirecting.middleware import NOT_OURS


class NotGood(ValueError):
    """The redirect would not work. The message says why, to the editor."""


@dataclass(frozen=True)
class Settled:
    """A redirect that works: the old address, and the page (with what is below it) or the address it leads to."""

    old_path: str
    page: Page | None = None
    route: str = ""
    link: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The address that it leads to."""
        return (self.page.url or "").rstrip("/") + (self.route or "/") if self.page else self.link

    def fill(self, row: Redirect) -> Redirect:
        """Put it into a row, without saving."""
        row.old_path, row.redirect_page, row.redirect_link = self.old_path, self.page, self.link
        row.redirect_page_route_path = self.route
        return row


def settle(old: str, target: str | Page, *, apart_from: int | None = None) -> Settled:
    """Return the redirect that leads from `old` to where `target` leads in the end; else raise `NotGood`."""
    old_path = _old_path(old)
    if isinstance(target, Page):
        return _to_page(old_path, target)
    notes: list[str] = []
    for _step in range(MOST_STEPS):
        path = local_path(target)
        if path is None:
            return Settled(old_path, link=_elsewhere(target), notes=notes)
        if Redirect.normalise_path(path) == old_path:
            raise NotGood(_("This leads back to %(old)s, in a circle.") % {"old": old_path})
        found = at(path)
        if found is not None:
            return _at_home(old_path, path, found, notes)
        row = redirect_at(path, apart_from=apart_from)
        if row is None:
            raise NotGood(_("There is nothing at %(path)s.") % {"path": path})
        if row.redirect_page is not None:
            return _through(old_path, row, [*notes, _shortened(path)])
        target, notes = row.redirect_link, [*notes, _shortened(path)]
    raise NotGood(_("This leads back to %(old)s, in a circle.") % {"old": old_path})


def lead_on(settled: Settled) -> int:
    """Have redirects that led to the old address lead to where it leads now; return how many."""
    rows = list(chained(settled.old_path))
    for row in rows:
        link = settled.link
        row.redirect_page, row.redirect_link, row.redirect_page_route_path = settled.page, link, settled.route
        row.save()
    return len(rows)


def chained(old_path: str) -> "QuerySet[Redirect]":
    """Return the redirects that lead to an address which itself leads on."""
    roots = [settings.SITE_URL, ""]
    links = [f"{root}{path}" for root in roots for path in (old_path, f"{old_path}/")]
    found: QuerySet[Redirect] = Redirect.objects.filter(redirect_page=None, redirect_link__in=links)
    return found


def _old_path(old: str) -> str:
    path = local_path(old)
    if path is None:
        raise NotGood(_("Enter an old address of this site. It begins with “/”."))
    if path_only(path).startswith(NOT_OURS) or path_only(path) == "/":
        raise NotGood(_("%(path)s belongs to the software. Nobody is led on from there.") % {"path": path})
    old_path: str = Redirect.normalise_path(path)
    if "?" not in old_path and at(old_path) is not None:
        told = _("There is a page at %(path)s, so nobody would be led on. Move or unpublish the page first.")
        raise NotGood(told % {"path": old_path})
    return old_path


def _to_page(old_path: str, page: Page) -> Settled:
    if Redirect.normalise_path(page.url or "/") == old_path:
        raise NotGood(_("This leads back to %(old)s, in a circle.") % {"old": old_path})
    if not page.live:
        raise NotGood(_("“%(title)s” is not published. Publish it first.") % {"title": page.title})
    return Settled(old_path, page=page)


def _at_home(old_path: str, path: str, found: Found, notes: list[str]) -> Settled:
    query = path.partition("?")[2]
    if found.page is None or query:
        return Settled(old_path, link=f"{settings.SITE_URL}{path}", notes=notes)
    return Settled(old_path, page=found.page, route=f"/{found.rest}" if found.rest else "", notes=notes)


def _through(old_path: str, row: Redirect, notes: list[str]) -> Settled:
    settled = _to_page(old_path, row.redirect_page)
    return Settled(old_path, page=settled.page, route=row.redirect_page_route_path, notes=notes)


def _shortened(path: str) -> str:
    return _("%(path)s leads on itself, so the way was shortened.") % {"path": path}


def _elsewhere(target: str) -> str:
    parts = urlsplit(target.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in target.strip():
        raise NotGood(_("Enter where it leads: an address that begins with “/” or “https://”."))
    return target.strip()
