"""Calls on the desk's own pages: who waits, and the officer's side of one call."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from video import inviting
from video.inviting import Wish
from video.models import Session
from video.pages import words
from video.pages.devices import opens_devices
from video.permissions import MEET
from video.states import OWES_OUTCOME, State
from video.waiting import line_of, queue_for, soon_for
from workflows import definition
from workflows.desk.doors import desk_view, report_or_404, staff
from workflows.errors import Invalid, WorkflowError
from workflows.history import record_read
from workflows.models import Submission

LISTED = 100


def may_meet(user: User) -> bool:
    """Whether somebody meets people by video."""
    return user.has_perm(MEET)


@require_safe
@desk_view
def queue(request: HttpRequest) -> HttpResponse:
    """List who waits, one's own calls that owe an outcome, and the appointments that are near."""
    user, language = staff(request), get_language() or "en"
    waiting = [
        _line(line_of(each, place, language)) for place, each in enumerate(queue_for(user)[:LISTED], 1)
    ]
    mine = Session.objects.filter(officer=user, state__in=[*OWES_OUTCOME, State.FALLBACK_PHONE])
    context = {
        "waiting": waiting,
        "mine": [_told(each) for each in mine.select_related("submission__form_version", "opening")[:LISTED]],
        "soon": [_told(each) for each in soon_for(user)[:LISTED]],
    }
    return TemplateResponse(request, "video/desk_queue.html", context)


def _line(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "minutes": line["seconds"] // 60, "language_name": language_name(line["language"])}


def _told(session: Session) -> dict[str, Any]:
    return {
        "id": session.public_id,
        "number": session.submission.temporary_number,
        "title": title_of(session.submission),
        "state_title": State(session.state).label,
        "starts_at": localtime(session.opening.starts_at) if session.opening else None,
    }


def language_name(code: str) -> str:
    """Return what a language is called in the reader's own."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def title_of(submission: Submission) -> str:
    """Return the title of a report's type in the reader's language."""
    return definition.pick(submission.definition["title"], get_language() or "en")


@require_safe
@opens_devices
@desk_view
def call(request: HttpRequest, call: UUID) -> HttpResponse:
    """Show an officer one call, from before the person comes to its outcome."""
    user = staff(request)
    rows = Session.objects.visible_to(user).select_related("submission__form_version")
    session = get_object_or_404(rows, public_id=call)
    report = session.submission
    record_read(report, by=user, what="video")
    context = {
        "number": report.temporary_number,
        "title": title_of(report),
        "summary": report.summary,
        "state_title": State(session.state).label,
        "language_name": language_name(session.language),
        "interpreter": session.interpreter,
        "base": f"/api/v1/video/calls/{call}",
        "desk_base": f"/api/v1/desk/video/calls/{call}",
        "report_url": reverse("desk:report", args=[report.temporary_number]),
        "words": words.officer(),
    }
    return TemplateResponse(request, "video/desk_call.html", context)


@require_POST
@desk_view
def invite(request: HttpRequest, number: str) -> HttpResponse:
    """Invite the person of a report, and show the call."""
    user = staff(request)
    report = report_or_404(user, number)
    kind, _colon, opening = request.POST.get("way", "").partition(":")
    wish = Wish(kind, int(opening) if opening.isdecimal() and len(opening) < 10 else None)
    try:
        made = inviting.invite(
            report, by=user, asked_by=Session.Asked.OFFICER, wish=wish, send=request.POST.getlist("by")
        )
    except Invalid as error:
        messages.error(request, " ".join(str(each.message) for each in error.problems))
    except WorkflowError as error:
        messages.error(request, str(error))
    else:
        return redirect("videodesk:call", made.session.public_id)
    return redirect("desk:report", report.temporary_number)
