"""The pages of whoever meets an officer: what it is, coming in, the call."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from video.api.keys import cookie_name
from video.pages import words
from video.pages.devices import opens_devices
from video.people import holder_of


@require_safe
@cache_control(public=True, max_age=300)
def about(request: HttpRequest) -> HttpResponse:
    """Say what a video call is."""
    return TemplateResponse(request, "video/about.html")


@require_safe
@opens_devices
def join(request: HttpRequest) -> HttpResponse:
    """Take a link; its token is behind the #, so that this page knows nothing of it. Looking changes nothing."""
    return TemplateResponse(request, "video/join.html", {"words": words.resident()})


@require_safe
@opens_devices
def call(request: HttpRequest, call: UUID) -> HttpResponse:
    """Show the call to whoever has its key in this browser; all others are led to where a link is opened."""
    key = request.COOKIES.get(cookie_name(call), "")
    if holder_of(key, call) is None:
        return redirect("video:join")
    context = {"base": f"/api/v1/video/calls/{call}", "words": words.resident()}
    return TemplateResponse(request, "video/call.html", context)
