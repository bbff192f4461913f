"""Pages that may ask for camera and microphone: only the two pages of a call. All others refuse by header."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from video.engine import engine_named
from video.models import Session

View = Callable[..., HttpResponseBase]
DEVICES = "camera=(self), microphone=(self), geolocation=()"


def opens_devices(view: View) -> View:
    """Let a page open the camera and the microphone; nothing of it is kept, and no address of it is told on."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = DEVICES
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return opened


def reaches_the_carrier(response: HttpResponse, session: Session) -> HttpResponse:
    """Let the page of a call speak to the media server that carries this call, where one does."""
    hosts = engine_named(session.engine).hosts()
    if hosts:
        # django-csp looks into the response for what it has of its own.
        vars(response)["_csp_update"] = {"connect-src": hosts}
    return response
