"""The way from a report's pages into a call: ask now or for a time, look at the call, move it, cancel it.

The report's pages post its token. It then stays in this session for its hour, so that no address carries it.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from video.going import cancel_call
from video.inviting import Invited, ask_for_call, renew_for_resident
from video.links import token_of
from video.models import Session
from video.pages import choosing
from video.pages.choosing import why_not_moved
from video.pages.offer import your_call
from video.presenting import current_call
from workflows import following
from workflows.actors import Role
from workflows.errors import WorkflowError
from workflows.models import Submission

KEPT = "video_asking"
View = Callable[[HttpRequest, Submission], HttpResponse]


def of_report(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Give a view the report that its citizen opened in this session."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        report = following.report_of(_kept(request).get("report", ""))
        if report is None:
            return _told(
                request, _("Open your report again with its number and code, then ask for the call."), 404
            )
        response = view(request, report)
        patch_vary_headers(response, ["Cookie"])
        return response

    return opened


@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Take what the report's pages post: a call now or the way back to it, another time, or no call any more."""
    _keep(request)
    wanted = request.POST.get("want", "now")
    return redirect(f"video:{wanted}") if wanted in {"choose", "cancel"} else _now(request)


@of_report
def _now(request: HttpRequest, report: Submission) -> HttpResponse:
    try:
        made = call_of(report, at=_kept(request)["at"])
    except WorkflowError as refused:
        return _told(request, str(refused), 409)
    return _into(made)


def call_of(report: Submission, *, at: str) -> Invited:
    """Return the report's call with a link that is good: a new call, or another link into the one there is."""
    current = current_call(report)
    return renew_for_resident(current) if current is not None else ask_for_call(report, at=at)


@require_http_methods(["GET", "HEAD", "POST"])
@of_report
def choose(request: HttpRequest, report: Submission) -> HttpResponse:
    """Choose how and when to meet an officer; with a call on its way, another time for it."""
    current = current_call(report)
    if current is not None and (refused := why_not_moved(current)):
        return _told(request, refused, 409)
    chosen = choosing.Chosen()
    if request.method == "POST":
        chosen = choosing.read(request.POST, report)
        made = choosing.take(chosen, lambda: _made(request, report, chosen, current))
        if made is not None:
            return _into(made) if made.session.opening is None else redirect("video:yours")
    page = choosing.shown(report, chosen, moves=current) | {"back": _back(request)}
    return render(request, "video/choose.html", page, status=422 if chosen.wrong else 200)


def _made(
    request: HttpRequest, report: Submission, chosen: choosing.Chosen, current: Session | None
) -> Invited:
    if current is None:
        return ask_for_call(report, at=_kept(request)["at"], wish=chosen.wish)
    return choosing.move(current, chosen)


@require_safe
@of_report
def yours(request: HttpRequest, report: Submission) -> HttpResponse:
    """Show the call that was asked for: when, how to join, how to change it."""
    current = current_call(report)
    if current is None:
        return redirect(_back(request))
    page = {
        "call": your_call(current),
        "offer": {"token": _kept(request)["report"], "back": _back(request), "at": _kept(request)["at"]},
        "back": _back(request),
    }
    return render(request, "video/yours.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_report
def cancel(request: HttpRequest, report: Submission) -> HttpResponse:
    """Say what cancelling means, ask, and do it."""
    current = current_call(report)
    if current is None:
        return redirect(_back(request))
    wrong = ""
    if request.method == "POST":
        try:
            cancel_call(current, by=Role.CITIZEN)
        except WorkflowError as refused:
            wrong = str(refused)
        else:
            return redirect(_back(request))
    page = {"call": your_call(current), "wrong": wrong, "back": _back(request)}
    return render(request, "video/cancel.html", page, status=409 if wrong else 200)


def _into(made: Invited) -> HttpResponse:
    """Lead into the call: what is after the # reaches no server."""
    token = token_of(made.link) if made.link else ""
    return redirect(f"{reverse('video:join')}#{token}")


def _keep(request: HttpRequest) -> None:
    """Remember for which report and from where was asked, for the pages that follow."""
    back, at = request.POST.get("back", "")[:300], request.POST.get("at", "")
    asked = {Session.Asked.CONFIRMATION.value, Session.Asked.TRACKING.value}
    request.session[KEPT] = {
        "report": request.POST.get("report", "")[:400],
        "back": back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else _track(),
        "at": at if at in asked else Session.Asked.TRACKING.value,
    }


def _kept(request: HttpRequest) -> dict[str, str]:
    kept = request.session.get(KEPT)
    return kept if isinstance(kept, dict) else {}


def _back(request: HttpRequest) -> str:
    return _kept(request).get("back") or _track()


def _track() -> str:
    return f"/{(get_language() or 'en')[:2]}/track/"


def _told(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    page = {"sentence": sentence, "back": _back(request)}
    return render(request, "video/told.html", page, status=status)
