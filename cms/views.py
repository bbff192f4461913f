"""Addresses that are no pages of the tree: the front door, the colours, search, the sitemap."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import look, theme
from cms.guides import guide_below
from cms.models import HomePage
from cms.paging import neighbours
from cms.searching import find
from cms.sitemap import sitemap_of


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Lead to the home page in the language that the browser prefers."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def colours(request: HttpRequest) -> HttpResponse:
    """Give the agency's colours; the address changes with them, so that browsers may keep them."""
    return HttpResponse(theme.served(look.current().theme)[0], content_type="text/css; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def colours_in_admin(request: HttpRequest) -> HttpResponse:
    """Give the same for the staff's screens."""
    sheet = theme.served_in_admin(look.current().theme)[0]
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the pages of this language that have the words, with and without accents."""
    query = request.GET.get("q", "").strip()[:200]
    language = get_language() or "en"
    found = find(query, language, request.GET.get("page"))
    told = {"query": query, "found": found, **neighbours(found, q=query), **suggested(found, language)}
    return render(request, "cms/search.html", told)


def suggested(found: Page[Any], language: str) -> dict[str, Any]:
    """Return where somebody may go on who found nothing: the commonest matters and the guided choice."""
    home = (
        None
        if found.paginator.count
        else HomePage.objects.live().filter(locale__language_code=language).first()
    )
    return {"matters": home.commonest(), "guide": guide_below(home)} if home else {}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page with its address in each language."""
    entries = sitemap_of(request)
    return render(
        request, "cms/sitemap.xml", {"entries": entries}, content_type="application/xml; charset=utf-8"
    )
