"""Who calls the API, before anything is answered: pages of other sites, and how much one address may ask for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from config.api.language import asked_language
from config.api.problems import of_refusal
from workflows.api.limits import address_of, count_call, limit_headers
from workflows.api.refusals import TooOften

PLACES = ("/api/v1", "/api/v2")
ANY_SITE = "*"
EXPOSED = ", ".join(
    (
        *("ETag", "Location", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", "Idempotency-Replayed"),
        *("Content-Language", "Content-Disposition", "Deprecation", "Sunset", "Allow", "WWW-Authenticate"),
    )
)
METHODS = "GET, HEAD, POST, PATCH, DELETE"
ASKED = ", ".join(
    (
        *("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"),
        *("Accept-Language", "Preview-Token"),
    )
)


class Callers:
    """Around both APIs, outside the cache of public pages: an answer from memory is counted and shared alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a browser that asks whether it may call; count every other call."""
        if not request.path_info.startswith(PLACES):
            return self.get_response(request)
        if request.method == "OPTIONS" and allowed_origin(request):
            return with_origin(request, HttpResponse(status=204))
        try:
            count_call(request, "address", address_of(request), settings.API_CALLS_PER_ADDRESS)
            response = self.get_response(request)
        except TooOften as refusal:
            with translation.override(asked_language(request)):
                response = of_refusal(refusal)
        for name, value in limit_headers(request).items():
            response.headers.setdefault(name, value)
        return with_origin(request, response)


def allowed_origin(request: HttpRequest) -> str:
    """Return the origin of another site's page that may call from the browser, or nothing."""
    origin = request.headers.get("Origin", "")
    named = settings.API_CORS_ORIGINS
    return origin if origin and (origin in named or ANY_SITE in named) else ""


def with_origin(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Let the page of an allowed origin read the answer; never with cookies."""
    if not settings.API_CORS_ORIGINS:
        return response
    patch_vary_headers(response, ["Origin"])
    origin = allowed_origin(request)
    if origin:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Allow-Headers"] = ASKED
            response["Access-Control-Max-Age"] = "600"
    return response
