"""The pages of whoever meets an officer: what it is, coming in, the call."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from video.api.keys import cookie_name
from video.models import Participant, Session
from video.pages import choosing, words
from video.pages.devices import opens_devices, reaches_the_carrier
from video.pages.offer import your_call
from video.people import holder_of
from video.presenting import for_participant
from video.turn import ice_for
from workflows.clock import now


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
    holder = holder_of(key, call)
    if holder is None:
        return redirect("video:join")
    is_resident = holder.role == Participant.Role.RESIDENT
    context = {
        "base": f"/api/v1/video/calls/{call}",
        "times": reverse("video:times", args=[call]) if is_resident else "",
        "words": words.resident(),
        "told": for_participant(holder) | {"ice": ice_for(holder, now())},
    }
    return reaches_the_carrier(TemplateResponse(request, "video/call.html", context), holder.session)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest, call: UUID) -> HttpResponse:
    """Let whoever has the resident's key move the call to another time; what was chosen is then shown."""
    holder = holder_of(request.COOKIES.get(cookie_name(call), ""), call)
    if holder is None or holder.role != Participant.Role.RESIDENT:
        return redirect("video:join")
    session, back = holder.session, reverse("video:call", args=[call])
    if session.moved_to is not None:
        page = {"call": your_call(session.moved_to), "back": reverse("video:about")}
        return render(request, "video/yours.html", page)
    refused = choosing.why_not_moved(session)
    if refused:
        return render(request, "video/told.html", {"sentence": refused, "back": back}, status=409)
    return _moving(request, session, back)


def _moving(request: HttpRequest, session: Session, back: str) -> HttpResponse:
    report, chosen = session.submission, choosing.Chosen()
    if request.method == "POST":
        chosen = choosing.read(request.POST, report)
        if choosing.take(chosen, lambda: choosing.move(session, chosen)) is not None:
            return redirect(request.path)
    page = choosing.shown(report, chosen, moves=session) | {"back": back}
    return render(request, "video/choose.html", page, status=422 if chosen.wrong else 200)
