"""A draft can be finished though its page is gone: what finds no page is led to an address that stays."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from forms.way.places import way_without_page
from forms.way.routes import WALKED, walk
from forms.way.visits import bases, open_draft, sent_report


class KeptOpen:
    """Middleware: a 404 below the address of an open draft is answered by a redirect that keeps what was posted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the site does, but for the pages of open drafts that are not there any more."""
        response = self.get_response(request)
        if response.status_code != 404 or WALKED in request.META or not request.session.get("drafts"):
            return response
        for key, base in bases(request).items():
            if base and request.path.startswith(base) and request.path != base:
                address = reverse("reportforms:continue", args=[key]) + request.path[len(base) :]
                return redirect(address, preserve_request=True)
        return response


def go_on(request: HttpRequest, key: str, path: str = "") -> HttpResponse:
    """Walk the way of a draft whose page is gone."""
    report = open_draft(request, key) or sent_report(request, key)
    if report is None or not path:
        return redirect("reportforms:resume")
    return walk(request, way_without_page(report), path)
