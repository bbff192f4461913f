"""The language of an answer: pages by their address, the API by what the call asks for."""

from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

PREFIX = "/api/v1"
DEFAULT = "en"
KNOWN = ("en", "fr")
STAFF = ("/desk/", "/admin/", "/api/v2/")


def is_api(request: HttpRequest) -> bool:
    """Whether the request is for the API."""
    return request.path_info == PREFIX or request.path_info.startswith(f"{PREFIX}/")


def is_lost_at_work(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether something of the desk, the admin or `/api/v2/` is not there; no address with a language has it."""
    return response.status_code == HTTPStatus.NOT_FOUND and request.path_info.startswith(STAFF)


def asked_language(request: HttpRequest) -> str:
    """Return `?language=`, else the best of `Accept-Language`, else English; what is not known is passed over."""
    asked = [request.GET.get("language", ""), *_accepted(request)]
    return next((code for each in asked if (code := each[:2].lower()) in KNOWN), DEFAULT)


def _accepted(request: HttpRequest) -> list[str]:
    header = request.headers.get("Accept-Language", "").lower()[:500]
    return [code for code, _quality in parse_accept_lang_header(header)]


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but what is not there for the APIs, desk or admin is never led to an address with a language in it."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the answer."""
        if not is_api(request):
            super().process_request(request)
            return
        translation.activate(asked_language(request))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language of the answer."""
        if not is_api(request) and not is_lost_at_work(request, response):
            return super().process_response(request, response)
        if "immutable" not in response.get("Cache-Control", ""):
            patch_vary_headers(response, ["Accept-Language"])
            response.headers.setdefault("Content-Language", translation.get_language())
        return response
