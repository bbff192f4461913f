"""The page that stands in for the site while it is worked on: on with MAINTENANCE=1."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

# What staff and machines need to finish the work, or to see that the site is alive.
OPEN = ("/admin/", "/desk/", "/accounts/", "/static/", "/theme.css", "/healthz", "/api/")
SECONDS = "900"


class Maintenance:
    """Answers every public page with 503, without asking the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.MAINTENANCE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let staff and machines through; tell everybody else when to come back."""
        if request.path_info.startswith(OPEN):
            return self.get_response(request)
        response = render(request, "cms/maintenance.html", status=503)
        response["Retry-After"] = SECONDS
        return response
