"""The screens of campaigns in the admin: links, codes, downloads, numbers."""

import csv
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Locale

from accounts.models import User
from cms.campaigns import codes, numbers
from cms.campaigns.cards import card_html
from cms.campaigns.forms import ChangeLink, NewLink
from cms.campaigns.links import address_of, destination, spoken_address, wanted
from cms.campaigns.papers import KINDS, LANGUAGES, paper
from cms.models import CampaignPage, ShortLink

VIEW, ADD, CHANGE = "cms.view_shortlink", "cms.add_shortlink", "cms.change_shortlink"
NUMBERS = "cms.view_campaign_numbers"
Screen = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[Screen], Screen]:
    """Have a screen refuse whoever lacks a permission."""

    def decorate(view: Screen) -> Screen:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-store"
            return response

        return checked

    return decorate


def originals() -> Any:
    """Return one page for each campaign, the latest first: the one in the default language."""
    return CampaignPage.objects.filter(locale=Locale.get_default()).order_by("-pk")


def links_of(campaign: CampaignPage) -> list[ShortLink]:
    """Return the short links of a campaign in the order they were made."""
    return list(ShortLink.objects.filter(campaign=campaign).select_related("campaign", "page"))


@require_safe
@needs(VIEW)
def campaigns(request: HttpRequest) -> HttpResponse:
    """List the campaigns, and the links whose campaign is gone."""
    links: dict[int | None, int] = {}
    for campaign_id in ShortLink.objects.values_list("campaign", flat=True):
        links[campaign_id] = links.get(campaign_id, 0) + 1
    context = {
        "page_title": _("Campaigns"),
        "header_icon": "link",
        "campaigns": [(page, links.get(page.pk, 0)) for page in originals()],
        "orphans": [_described(link) for link in ShortLink.objects.filter(campaign=None)],
        "today": localdate(),
    }
    return render(request, "cms/admin/campaigns.html", context)


@require_safe
@needs(VIEW)
def campaign(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show one campaign: its links with their codes, what can be downloaded, its numbers."""
    page = get_object_or_404(originals(), pk=page_id)
    links = links_of(page)
    may_count = request.user.has_perm(NUMBERS)
    all_shown = _all_shown(request)
    context = {
        "page_title": page.title,
        "page_subtitle": _("Campaign"),
        "header_icon": "link",
        "campaign": page,
        "links": [_described(link) for link in links],
        "languages": ["en", "fr"],
        "may_add": request.user.has_perm(ADD),
        "may_change": request.user.has_perm(CHANGE),
        "funnel": _funnel(request, links) if may_count else None,
        "all_shown": all_shown,
        "weeks": numbers.weeks_of(links, all_shown=all_shown) if may_count else None,
    }
    return render(request, "cms/admin/campaign.html", context)


def _described(link: ShortLink) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "row": link,
        "address": address_of(link),
        "spoken": spoken_address(link),
        "whole": next(wanted(link), None) is not None,
        "leads_to": destination(link, language),
        "cards": [(code, card_html(link, code)) for code in ("en", "fr")],
    }


def _funnel(request: HttpRequest, links: list[ShortLink]) -> list[numbers.Line]:
    return numbers.funnel(links, all_shown=_all_shown(request))


def _all_shown(request: HttpRequest) -> bool:
    return numbers.sees_small_numbers(cast(User, request.user))


@needs(ADD)
def new_link(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make a short link for a campaign."""
    page = get_object_or_404(originals(), pk=page_id)
    form = NewLink(request.POST or None, campaign=page)
    if request.method == "POST" and form.is_valid():
        link = form.save()
        messages.success(request, _("The short link %(address)s is there.") % {"address": address_of(link)})
        return redirect("cms_campaign", page.pk)
    return _form(request, form, page, _("New short link"))


@needs(CHANGE)
def change_link(request: HttpRequest, link_id: int) -> HttpResponse:
    """Change where a short link leads, and what is noted of it."""
    link = get_object_or_404(ShortLink.objects.select_related("campaign"), pk=link_id)
    form = ChangeLink(request.POST or None, instance=link)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. Whoever uses the link is led there from now on."))
        return redirect("cms_campaign", link.campaign_id) if link.campaign_id else redirect("cms_campaigns")
    return _form(request, form, link.campaign, spoken_address(link))


def _form(request: HttpRequest, form: Any, page: CampaignPage | None, title: str) -> HttpResponse:
    back = reverse("cms_campaign", args=[page.pk]) if page else reverse("cms_campaigns")
    context = {"page_title": title, "header_icon": "link", "form": form, "back": back, "media": form.media}
    return render(request, "cms/admin/short_link.html", context)


@require_safe
@needs(VIEW)
def code(request: HttpRequest, link_id: int, kind: str) -> HttpResponse:
    """Give the QR code of a link as a file."""
    link = get_object_or_404(ShortLink, pk=link_id)
    if kind == "svg":
        return _file(codes.svg(address_of(link)), "image/svg+xml", f"{link.source}.svg")
    if kind == "png":
        return _file(codes.png(address_of(link)), "image/png", f"{link.source}.png")
    raise Http404


@require_safe
@needs(VIEW)
def paper_file(request: HttpRequest, link_id: int, kind: str, languages: str) -> HttpResponse:
    """Give a poster or handout as PDF, in one language or in both."""
    link = get_object_or_404(ShortLink.objects.select_related("campaign"), pk=link_id)
    if kind not in KINDS or languages not in LANGUAGES:
        raise Http404
    made = paper(link, kind, LANGUAGES[languages])
    return _file(made, "application/pdf", f"{link.source}-{kind}-{languages}.pdf")


@require_safe
@needs(NUMBERS)
def table(request: HttpRequest, page_id: int) -> HttpResponse:
    """Give the funnel as CSV, with the same counts hidden as on the screen."""
    page = get_object_or_404(originals(), pk=page_id)
    response = _file(b"", "text/csv; charset=utf-8", f"{page.slug}.csv")
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([_("Source"), _("Place"), _("Visits"), _("Begun"), _("Sent"), _("Approved")])
    for line in _funnel(request, links_of(page)):
        name, place = (
            (line.link.source, line.link.get_place_display()) if line.link else (_("All sources"), "")
        )
        writer.writerow([name, place, *line.cells])
    return response


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
