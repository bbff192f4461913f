"""The gate of the API: what no operation sees. Sizes, types, methods; what has not changed; errors of the framework."""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import translation

from config.api.language import asked_language, is_api
from config.api.problems import MEDIA_TYPE, for_status, of_refusal
from workflows.api.refusals import LengthNeeded, NotFound, Refusal, TooLarge, WrongType

WITH_BODY = ("POST", "PUT", "PATCH")
JSON_TYPES = ("application/json", "application/merge-patch+json")
# LiveKit's webhooks name a type of their own; their body is signed.
SIGNED_JSON = ("/api/v1/video/livekit", "application/webhook+json")
WITH_FILE = ("/attachments", "/stills", "/chunks")
MULTIPART = "multipart/form-data"
# The one cookie of the API: the key of a call, where its page asked for it so (docs/video.md).
OWN_COOKIE = "video-"
# Beside the file itself: boundaries and the other fields.
ROOM_FOR_FIELDS = 64 * 1024
MOST_DRAINED = 64 * 1024 * 1024
# What a 304 says of the answer that it leaves out (RFC 9110, 15.4.5).
UNCHANGED = ("ETag", "Cache-Control", "Vary", "Content-Language", "Deprecation", "Sunset", "Link")


class ApiGate:
    """Around everything else below /api/v1/: whatever happens there is answered as a problem document."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a call of the API; let all else pass."""
        if not is_api(request):
            return self.get_response(request)
        try:
            check(request)
            if request.method == "HEAD":
                request.method = "GET"  # the server leaves the body out
            response = self.get_response(request)
        except Refusal as refusal:
            with translation.override(asked_language(request)):
                response = of_refusal(refusal)
        return finished(request, response)


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
    takes_file = request.path_info.endswith(WITH_FILE)
    most = settings.UPLOAD_MAX_BYTES + ROOM_FOR_FIELDS if takes_file else settings.API_BODY_MAX_BYTES
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isascii() and length.isdecimal() else 0
    if size > most:
        _drain(request, size)
        raise TooLarge
    given = (request.content_type or "").lower()
    if (request.path_info, given) == SIGNED_JSON:
        return
    if size and (given != MULTIPART if takes_file else given not in JSON_TYPES):
        raise WrongType


def _drain(request: HttpRequest, size: int) -> None:
    """Read what was sent, to a limit, so that the sender hears the answer instead of a closed line."""
    left = min(size, MOST_DRAINED)
    while left > 0 and (chunk := request.read(min(left, 1 << 20))):
        left -= len(chunk)


def finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Say the framework's own errors as problem documents, and set no cookie but a call's."""
    if isinstance(response, HttpResponse) and response.status_code >= 400:
        if not response.get("Content-Type", "").startswith(MEDIA_TYPE):
            with translation.override(asked_language(request)):
                response = for_status(response)
    elif "Cache-Control" not in response:
        response["Cache-Control"] = "private, no-store" if is_private(request) else "no-cache"
    for name in [name for name in response.cookies if not name.startswith(OWN_COOKIE)]:
        del response.cookies[name]
    return if_changed(request, response)


def if_changed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Mark an answer to reading by its content, and leave the content out when the caller has it already.

    An answer with an ETag of its own is left as it is: a draft's is for `If-Match`, and what still blocks its
    sending can change without it.
    """
    if not isinstance(response, HttpResponse) or "ETag" in response:
        return response
    if request.method != "GET" or response.status_code != 200:
        return response
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    if not is_named(etag, request.headers.get("If-None-Match", "")):
        return response
    unchanged = HttpResponseNotModified()
    for name in UNCHANGED:
        if name in response:
            unchanged[name] = response[name]
    return unchanged


def is_named(etag: str, header: str) -> bool:
    """Whether `If-None-Match` names the tag; weak and strong ones are compared alike (RFC 9110, 13.1.2)."""
    named = {each.strip().removeprefix("W/") for each in header.split(",")}
    return bool({etag, "*"} & named)


def is_private(request: HttpRequest) -> bool:
    """Whether the answer is for this caller only."""
    return request.method != "GET" or "Authorization" in request.headers or "Cookie" in request.headers
