"""What visitors meet of a campaign beside its page: the short link, and the card on other sites."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from cms.campaigns.counting import count_visit
from cms.campaigns.links import address_of, destination, find
from cms.campaigns.papers import page_in
from cms.carrying import with_source


@require_safe
def go(request: HttpRequest, typed: str) -> HttpResponse:
    """Count the visit and lead on, in the language that the link or else the browser asks for."""
    link = find(typed)
    if link is None:
        raise Http404
    count_visit(link, request)
    asked = request.GET.get("language", "")
    language = asked if asked in ("en", "fr") else get_language_from_request(request)
    response = HttpResponseRedirect(with_source(destination(link, language), link.source))
    # Asked anew each time: each visit counts, and where a printed code leads may change.
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@xframe_options_exempt
def card(request: HttpRequest, word: str) -> HttpResponse:
    """Show the card of a short link, for a frame on another site: what it is about, and a link that opens in full."""
    link = find(word)
    if link is None:
        raise Http404
    language = get_language() or "en"
    page = page_in(link.campaign, language)
    address = f"{address_of(link)}?{urlencode({'language': language})}"
    context = {"title": page.title if page else link.campaign_title, "page_text": page, "address": address}
    response = render(request, "cms/card.html", context)
    # django-csp looks into the response for what it has of its own.
    vars(response)["_csp_replace"] = {"frame-ancestors": settings.CARD_ORIGINS}
    return response
