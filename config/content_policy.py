"""What pages may run and ask a browser for.

Wagtail's admin has inline scripts and styles without nonces, so it gets a policy of its own. Public pages, the desk
and the API keep the strict one of the settings; the demo's mails have theirs.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def admin_policy(get_response: Answer) -> Answer:
    """Middleware: let pages below /admin/ run Wagtail's inline scripts, from this site and no other."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith("/admin/"):
            # django-csp looks into the response for what it has of its own.
            vars(response).setdefault("_csp_replace", settings.ADMIN_POLICY)
        return response

    return answer


def no_devices(get_response: Answer) -> Answer:
    """Middleware: no page asks where somebody is, or for camera and microphone, but one that says that it does."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return answer
