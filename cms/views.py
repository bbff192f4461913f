"""Addresses that are no pages of the tree: the front door, the colours, search, the sitemap."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import theme
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
    return HttpResponse(theme.served()[0], content_type="text/css; charset=utf-8")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the pages of this language that have the words, with and without accents."""
    query = request.GET.get("q", "").strip()[:200]
    found = find(query, get_language() or "en")
    return render(request, "cms/search.html", {"query": query, "found": found})


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page with its address in each language."""
    entries = sitemap_of(request)
    return render(
        request, "cms/sitemap.xml", {"entries": entries}, content_type="application/xml; charset=utf-8"
    )
