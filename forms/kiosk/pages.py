"""Every public page of a kiosk: never kept, no way out to other sites, telephones or mail."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from forms.kiosk.device import kiosk_of

# What staff use on the device, and what is no page.
NOT_PUBLIC = (
    "/admin/",
    "/desk/",
    "/accounts/",
    "/api/",
    "/static/",
    "/media/",
    "/theme.css",
    "/healthz",
    "/demo/",
)
_LINK = re.compile(rb"<a\b[^>]*\bhref=\"([^\"]*)\"[^>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_AWAY = re.compile(rb"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


class Kiosks:
    """Middleware: a kiosk's pages know that they are one, and stay where they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the site does; a kiosk's page is changed on its way out."""
        kiosk = None if request.path_info.startswith(NOT_PUBLIC) else kiosk_of(request)
        vars(request)["kiosk"] = kiosk  # templates look for it
        response = self.get_response(request)
        if kiosk is None:
            return response
        response["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Cookie"])
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
            response.content = without_ways_out(response.content, request.get_host())
            if response.has_header("Content-Length"):  # it was counted before
                response["Content-Length"] = str(len(response.content))
        return response


def without_ways_out(page: bytes, host: str) -> bytes:
    """Return a page whose links to other sites, telephones and mail are their words alone."""
    own = re.compile(rb"https?://" + re.escape(host.encode()) + rb"(?:/|$)", re.IGNORECASE)

    def keep(link: re.Match[bytes]) -> bytes:
        away = _AWAY.match(link[1]) and not own.match(link[1])
        return b'<span class="no-way-out">' + link[2] + b"</span>" if away else link[0]

    return _LINK.sub(keep, page)
