"""What stands around pages, as data: menus, notices, redirects, search. To read only, for everybody alike."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.timezone import now
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.content_api import page_link
from cms.frame import menu_in
from cms.models import Notice
from cms.searching import Result, find

LONGEST = 500


def language_asked(request: HttpRequest) -> str:
    """Return `?language=` or `?locale=`, else the default."""
    asked = request.GET.get("language") or request.GET.get("locale") or ""
    return asked if asked in dict(settings.LANGUAGES) else "en"


def _told(data: Any, status: int = 200) -> HttpResponse:
    return JsonResponse(data, status=status, json_dumps_params={"separators": (",", ":")})


@require_safe
def menus(request: HttpRequest) -> HttpResponse:
    """Give the main menu, and the same in the other languages."""
    language = language_asked(request)
    links = [{"title": link.title, "url": link.url} for link in menu_in(language)]
    return _told(
        {
            "language": language,
            "menus": {"main": links},
            "languages": [code for code, _ in settings.LANGUAGES],
        }
    )


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Give the notices that show now: everywhere, and with `?page=` on that page too."""
    language, asked = language_asked(request), request.GET.get("page", "")
    page = Page.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None
    with translation.override(language):
        items = [_notice(each) for each in Notice.objects.showing(now(), page)]
    return _told({"language": language, "items": items})


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "severity": notice.severity,
        "title": notice.title,
        "text": notice.text,
        "starts": notice.starts.isoformat(),
        "ends": notice.ends.isoformat() if notice.ends else None,
        "page": page_link(notice.page) if notice.page else None,
    }


@require_safe
def redirects(request: HttpRequest) -> HttpResponse:
    """Say where a former address leads now: `?path=/en/old/`. 404 when it leads nowhere."""
    path = request.GET.get("path", "")[:LONGEST]
    found = (
        Redirect.get_for_site(Site.find_for_request(request))
        .filter(old_path=Redirect.normalise_path(path))
        .first()
    )
    if not path.startswith("/") or found is None:
        return _told({"message": "not found"}, 404)
    return _told({"path": path, "url": found.link, "permanent": found.is_permanent})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find public pages of one language by words or their beginnings, with and without accents; `?page=2` goes on."""
    language, query = language_asked(request), request.GET.get("q", "").replace("\0", "").strip()[:200]
    found = find(query, language, request.GET.get("page", "1")[:6])
    items = [_found(each) for each in found.object_list]
    return _told({"language": language, "q": query, "items": items, "total": found.paginator.count})


def nothing_there(request: HttpRequest) -> HttpResponse:
    """Answer an address that the content API does not have, before the page tree does."""
    return _told({"message": "not found"}, 404)


def _found(result: Result) -> dict[str, Any]:
    excerpt = "".join(piece.text for piece in result.excerpt)
    return {**(page_link(result.page) or {}), "kind": str(result.kind), "excerpt": excerpt}
