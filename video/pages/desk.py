"""Calls on the desk's own pages: who waits, and the officer's side of one call."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from video import inviting
from video.inviting import wish_of
from video.models import Session
from video.pages import words
from video.pages.choosing import LONGEST_INTERPRETER
from video.pages.devices import opens_devices, reaches_the_carrier
from video.pages.offer import language_name
from video.permissions import MEET, may_view_figures
from video.presenting import for_desk
from video.states import OWES_OUTCOME, State
from video.waiting import line_of, queue_for, soon_for
from workflows import definition
from workflows.desk.decision import Field, fields_of
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
        _line(line_of(each, place, language) | {"held_by": _holder(each.submission, user)})
        for place, each in enumerate(queue_for(user)[:LISTED], 1)
    ]
    mine = Session.objects.filter(officer=user, state__in=[*OWES_OUTCOME, State.FALLBACK_PHONE])
    context = {
        "waiting": waiting,
        "mine": [_told(each) for each in mine.select_related("submission__form_version", "opening")[:LISTED]],
        "soon": [_told(each) for each in soon_for(user)[:LISTED]],
        "sees_figures": may_view_figures(user),
    }
    return TemplateResponse(request, "video/desk_queue.html", context)


def _line(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "minutes": line["seconds"] // 60, "language_name": language_name(line["language"])}


def _holder(report: Submission, user: User) -> str:
    """Return who else has the report, which comes to whoever takes its call."""
    return report.reviewer.display_name if report.reviewer and report.reviewer_id != user.pk else ""


def _told(session: Session) -> dict[str, Any]:
    return {
        "id": session.public_id,
        "number": session.submission.temporary_number,
        "title": title_of(session.submission),
        "state_title": State(session.state).label,
        "starts_at": localtime(session.opening.starts_at) if session.opening else None,
    }


def title_of(submission: Submission) -> str:
    """Return the title of a report's type in the reader's language."""
    return definition.pick(submission.definition["title"], get_language() or "en")


@require_safe
@opens_devices
@desk_view
def call(request: HttpRequest, call: UUID) -> HttpResponse:
    """Show an officer one call, from before the person comes to its outcome."""
    user = staff(request)
    rows = Session.objects.visible_to(user).select_related("submission__form_version", "submission__reviewer")
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
        "holder": _holder(report, user),
        "proposals": _proposals(report, user),
        "words": words.officer(),
        "told": for_desk(session, user),
    }
    return reaches_the_carrier(TemplateResponse(request, "video/desk_call.html", context), session)


def _proposals(report: Submission, user: User) -> list[Field]:
    """Return the lists of the outcome's form: the offence and the unit, as a decision on the report has them."""
    fields = fields_of("record_video_outcome", report, user, (get_language() or "en")[:2])
    return [field for field in fields if field.name in {"offence", "unit"}]


@require_POST
@desk_view
def invite(request: HttpRequest, number: str) -> HttpResponse:
    """Invite the person of a report, and show the call."""
    user = staff(request)
    report = report_or_404(user, number)
    wish = wish_of(
        request.POST.get("way", ""),
        language=_language_of(request),
        interpreter=request.POST.get("interpreter", "").strip()[:LONGEST_INTERPRETER],
    )
    try:
        made = inviting.invite(
            report, by=user, asked_by=Session.Asked.OFFICER, wish=wish, send=request.POST.getlist("by")
        )
    except Invalid as error:
        messages.error(request, " ".join(str(each.message) for each in error.problems))
    except WorkflowError as error:
        messages.error(request, str(error))
    else:
        if may_meet(user):
            return redirect("videodesk:call", made.session.public_id)
        messages.success(request, _("The person is invited. A video officer takes the call."))
    return redirect("desk:report", report.temporary_number)


def _language_of(request: HttpRequest) -> str:
    asked = request.POST.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else ""
