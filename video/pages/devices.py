"""Pages that may ask for camera and microphone: only the two pages of a call. All others refuse by header."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

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
