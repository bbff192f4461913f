"""Following a report: number and code, or a mailed link, open it for an hour in this session."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forms.routing import private
from forms.tracking.adding import add_page
from forms.tracking.answering import answer_page
from forms.tracking.showing import status_page
from forms.way.checking import thumbnail
from forms.way.resuming import paused
from forms.way.sent import pdf
from workflows import following
from workflows.actions import withdraw_report
from workflows.actors import Role
from workflows.attempts import TooMany
from workflows.copies import official_copy, unofficial_copy
from workflows.errors import Invalid, WorkflowError
from workflows.models import Submission

OPENED = "report"


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Lead to the page in the language that the browser prefers."""
    response = redirect(f"/{get_language_from_request(request)}/track/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@private
def track(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; what does not fit is one and the same answer, whatever it is."""
    if request.method != "POST":
        return render(request, "forms/track.html", {"open": opened(request) is not None})
    number, code = request.POST.get("number", "")[:60], request.POST.get("code", "")[:60]
    try:
        token = following.open_report(number, code)
    except TooMany as pause:
        return paused(request, pause)
    if token is None:
        wrong = _("Check the number and the code. No report has these two together.")
        return render(request, "forms/track.html", {"wrong": wrong}, status=404)
    return _let_in(request, token)


def _let_in(request: HttpRequest, token: str) -> HttpResponse:
    request.session.cycle_key()
    request.session[OPENED] = token
    return redirect("reportforms:report")


def opened(request: HttpRequest) -> Submission | None:
    """Return the report that this session opened within the last hour."""
    token = request.session.get(OPENED)
    return following.report_of(token) if isinstance(token, str) else None


@private
def send_link(request: HttpRequest) -> HttpResponse:
    """Have a link mailed where number and address belong together; the answer is the same whether they do."""
    if request.method == "POST":
        following.send_me_a_link(request.POST.get("number", "")[:60], request.POST.get("email", "")[:254])
    return render(request, "forms/send_link.html", {"asked": request.method == "POST"})


@private
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a mailed link, then use it: looking at it does not."""
    otherwise = {"otherwise": "reportforms:send_link"}
    if request.method != "POST":
        return render(request, "forms/link.html", {**otherwise, "good": following.is_link_good(token)})
    opening = following.open_by_link(token)
    if opening is None:
        return render(request, "forms/link.html", {**otherwise, "good": False})
    return _let_in(request, opening)


@private
def status(request: HttpRequest) -> HttpResponse:
    """Show how the report stands: what we ask first, then when what happens, documents and messages."""
    report = opened(request)
    return status_page(request, report) if report else _expired(request)


def _expired(request: HttpRequest) -> HttpResponse:
    had = request.session.pop(OPENED, None)
    if not had:
        return redirect("reportforms:track")
    notice = _("An hour has passed. Enter the number and the code again to go on.")
    return render(request, "forms/track.html", {"notice": notice})


@private
def message(request: HttpRequest) -> HttpResponse:
    """Add the citizen's message to the conversation."""
    report = opened(request)
    if report is None:
        return _expired(request)
    if request.method != "POST":
        return redirect("reportforms:report")
    text = request.POST.get("text", "")
    try:
        following.add_message(report, text=text)
    except Invalid as invalid:
        return status_page(request, report, wrong=invalid.problems[0].message, typed=text)
    except WorkflowError as error:
        return status_page(request, report, wrong=str(error), typed=text)
    return redirect("reportforms:report")


@private
def withdraw(request: HttpRequest) -> HttpResponse:
    """Explain what taking the report back means, ask, and do it."""
    report = opened(request)
    if report is None:
        return _expired(request)
    if "withdraw" not in following.actions_of(report):
        return redirect("reportforms:report")
    wrong, reason = "", request.POST.get("reason", "")[:1000]
    if request.method == "POST":
        try:
            withdraw_report(report, by=Role.CITIZEN, reason=reason)
        except WorkflowError as error:
            wrong = str(error)
        else:
            return redirect("reportforms:report")
    return render(request, "forms/withdraw.html", {"report": report, "wrong": wrong, "typed": reason})


@private
def answer(request: HttpRequest) -> HttpResponse:
    """Answer the officer's question: only what was asked is open."""
    report = opened(request)
    return answer_page(request, report) if report else _expired(request)


@private
def add(request: HttpRequest) -> HttpResponse:
    """Add to a report that is approved and does not change any more."""
    report = opened(request)
    return add_page(request, report) if report else _expired(request)


@private
def leave(request: HttpRequest) -> HttpResponse:
    """Close the report in this session."""
    if request.method == "POST":
        request.session.pop(OPENED, None)
        return render(request, "forms/track.html", {"notice": _("The report is closed on this device.")})
    return redirect("reportforms:track")


@private
def copy(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out a copy of the report."""
    report = opened(request)
    if report is None:
        return _expired(request)
    if kind == "unofficial":
        return pdf(unofficial_copy(report), f"{report.temporary_number}.pdf")
    content = official_copy(report) if kind == "official" else None
    if content is None:
        raise Http404
    return pdf(content, f"{report.permanent_number}.pdf")


@private
def file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Show a thumbnail of one of the report's photos."""
    report = opened(request)
    if report is None:
        raise Http404
    return thumbnail(report, str(file_id))
