"""A form that came without its cookie: what was typed is held on to when it came from our own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.csrf import csrf_failure
from wagtail.models import Page

from cms.from_here import is_from_here
from forms.routing import private
from forms.way.places import way_of
from forms.way.resuming import lost


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that failed the check against forgery. A step's asks for the code, and saves nothing without it."""
    page = page_of(request) if is_from_here(request) else None
    if page is None or page.report_type is None:
        return csrf_failure(request, reason=reason)
    answer = private(lost)(request, way_of(request, page))
    answer.status_code = 403
    return answer


def page_of(request: HttpRequest) -> Any:
    """Return the report type's page that the form was sent below, or None."""
    match = request.resolver_match
    if match is None:
        return None
    if "found" in match.kwargs:
        return match.kwargs["found"].page
    route = Page.route_for_request(request, match.args[0]) if match.url_name == "wagtail_serve" else None
    return route.page if route is not None and hasattr(route.page, "report_type") else None
