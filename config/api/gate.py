"""The gate of the API: what no operation sees. Sizes, types, methods and origins; the framework's own errors."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from config.api.language import asked_language, is_api
from config.api.problems import MEDIA_TYPE, for_status, of_refusal
from workflows.api.refusals import LengthNeeded, NotFound, Refusal, TooLarge, WrongType

WITH_BODY = ("POST", "PUT", "PATCH")
JSON_TYPES = ("application/json", "application/merge-patch+json")
MULTIPART = "multipart/form-data"
# Beside the file itself: boundaries and the other fields.
ROOM_FOR_FIELDS = 64 * 1024
MOST_DRAINED = 64 * 1024 * 1024
EXPOSED = "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, Content-Language"


class ApiGate:
    """Around everything else below /api/v1/: whatever happens there is answered as a problem document."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a call of the API; let all else pass."""
        if not is_api(request):
            return self.get_response(request)
        if request.method == "OPTIONS" and allowed_origin(request):
            return with_origin(request, HttpResponse(status=204))
        try:
            check(request)
            if request.method == "HEAD":
                request.method = "GET"  # the server leaves the body out
            response = self.get_response(request)
        except Refusal as refusal:
            with translation.override(asked_language(request)):
                response = of_refusal(refusal)
        return with_origin(request, finished(request, response))


def check(request: HttpRequest) -> None:
    """Refuse what is too large, of another type, or cannot be kept in a database."""
    if "\x00" in request.path_info:
        raise NotFound
    if any("\x00" in text for name, values in request.GET.lists() for text in (name, *values)):
        raise Refusal
    if request.method in WITH_BODY:
        _check_body(request)


def _check_body(request: HttpRequest) -> None:
    if (
        "chunked" in request.headers.get("Transfer-Encoding", "").lower()
        and "CONTENT_LENGTH" not in request.META
    ):
        raise LengthNeeded
    takes_file = request.path_info.endswith("/attachments")
    most = settings.UPLOAD_MAX_BYTES + ROOM_FOR_FIELDS if takes_file else settings.API_BODY_MAX_BYTES
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isascii() and length.isdecimal() else 0
    if size > most:
        _drain(request, size)
        raise TooLarge
    given = (request.content_type or "").lower()
    if size and (given != MULTIPART if takes_file else given not in JSON_TYPES):
        raise WrongType


def _drain(request: HttpRequest, size: int) -> None:
    """Read what was sent, to a limit, so that the sender hears the answer instead of a closed line."""
    left = min(size, MOST_DRAINED)
    while left > 0 and (chunk := request.read(min(left, 1 << 20))):
        left -= len(chunk)


def finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Say the framework's own errors as problem documents, and set no cookie."""
    if isinstance(response, HttpResponse) and response.status_code >= 400:
        if not response.get("Content-Type", "").startswith(MEDIA_TYPE):
            with translation.override(asked_language(request)):
                response = for_status(response)
    elif "Cache-Control" not in response:
        response["Cache-Control"] = "private, no-store" if is_private(request) else "no-cache"
    response.cookies.clear()
    return response


def is_private(request: HttpRequest) -> bool:
    """Whether the answer is for this caller only."""
    return request.method != "GET" or "Authorization" in request.headers or "Cookie" in request.headers


def allowed_origin(request: HttpRequest) -> str:
    """Return the origin of another site's page that may call from the browser, or nothing."""
    origin = request.headers.get("Origin", "")
    return origin if origin in settings.API_CORS_ORIGINS else ""


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
            response["Access-Control-Allow-Methods"] = "GET, POST, PATCH, DELETE"
            response["Access-Control-Allow-Headers"] = (
                "Authorization, Content-Type, Idempotency-Key, If-Match, Accept-Language"
            )
            response["Access-Control-Max-Age"] = "600"
    return response
