"""Who calls: somebody of a call, by the key of their place, from a header or from this call's cookie."""

from typing import cast
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from video.models import Participant, Session
from video.people import holder_of
from workflows.api.keys import SAFE, caller
from workflows.api.refusals import Forbidden, NotFound, NotSignedIn

COOKIE_AGE = 12 * 3600


class CallKey:
    """The key of a participant. One of another call finds nothing here."""

    openapi_security_schema = {"type": "http", "scheme": "bearer"}

    def __call__(self, request: HttpRequest) -> Participant:
        """Return whose key it is; raise when there is none, or it is another call's."""
        call = _call_of(request)
        key, by_cookie = key_of(request, call)
        if not key:
            raise NotSignedIn(_("This call needs its key. Open it by your link."))
        if by_cookie and request.method not in SAFE and not is_from_here(request):
            raise Forbidden(_("This can be done from the page of the call only."))
        found = holder_of(key)
        if found is None:
            raise NotSignedIn(_("The key of this call opens nothing any more. Ask for a new link."))
        if found.session.public_id != call:
            raise NotFound
        return found


def _call_of(request: HttpRequest) -> UUID:
    match = request.resolver_match
    try:
        return UUID(str(match.kwargs["call"])) if match else UUID(int=0)
    except ValueError:
        raise NotFound from None


def key_of(request: HttpRequest, call: UUID) -> tuple[str, bool]:
    """Return the key that came along, and whether by cookie."""
    kind, _space, key = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return key.strip(), False
    return request.COOKIES.get(cookie_name(call), ""), True


def cookie_name(call: UUID) -> str:
    """Return what a call's cookie is called."""
    return f"video-{call.hex[:12]}"


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site calls."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def give_key(response: HttpResponse, session: Session, key: str) -> HttpResponse:
    """Put the key into the browser's cookie of this call, which no script reads."""
    response.set_cookie(
        cookie_name(session.public_id),
        key,
        max_age=COOKIE_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def participant_of(request: HttpRequest) -> Participant:
    """Return who calls."""
    return cast(Participant, caller(request))


def forget_caller(request: HttpRequest) -> None:
    """Let go of who calls: a stream keeps its request for as long as the call lasts, a thousand of them at once."""
    vars(request).pop("auth", None)
