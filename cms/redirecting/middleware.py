"""Leads on from old addresses: in place of Wagtail's, which loses the query, what is below a page, and forms.

A printed code may carry where it hangs in its query; a report type has steps below it, which people are in the middle
of; a form that is sent to an old address must not become a link. None of it is lost here.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect

from cms.redirecting.addresses import leading, target_of

Handler = Callable[[HttpRequest], HttpResponseBase]
# By whether it is for good, and whether the request is a form: a form stays one.
STATUS = {(True, False): 301, (False, False): 302, (True, True): 308, (False, True): 307}
# Browsers keep a permanent redirect for ever, unless told: after moving a page back they would go in a circle.
KEPT_SECONDS = 300
NOT_OURS = ("/api/", "/admin/", "/desk/", "/accounts/", "/static/", "/media/")


class Redirects:
    """Answers with a redirect where the site has nothing and an old address was."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, and lead on what was not found."""
        response = self.get_response(request)
        if response.status_code != 404 or request.path_info.startswith(NOT_OURS):
            return response
        return led_on(request) or response


def led_on(request: HttpRequest) -> HttpResponse | None:
    """Return the redirect for an address without a page; nothing where it would only lead back."""
    asked = uri_to_iri(request.get_full_path())
    found = leading(asked) if "\0" not in asked else None
    if found is None:
        return None
    row, rest = found
    target = target_of(row, rest)
    if not target or _same(target, request.path):
        return None
    query = request.META.get("QUERY_STRING", "")
    if query and "?" not in row.old_path:
        target = f"{target}{'&' if '?' in target else '?'}{query}"
    return _answer(target, row, is_form=request.method not in ("GET", "HEAD"))


def _same(target: str, path: str) -> bool:
    parts = urlsplit(target)
    return not parts.netloc and Redirect.normalise_path(parts.path) == Redirect.normalise_path(path)


def _answer(target: str, row: Redirect, *, is_form: bool) -> HttpResponse:
    response = HttpResponse(status=STATUS[(row.is_permanent, is_form)], headers={"Location": target})
    patch_cache_control(response, max_age=KEPT_SECONDS)
    return response
