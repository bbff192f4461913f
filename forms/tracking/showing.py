"""The status page: what we ask of the citizen first, the timeline with today in it, copies, the conversation."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from forms.answers import with_files
from forms.days import day_of, moment_of
from forms.offers import offered
from forms.way.places import language
from workflows import following
from workflows.copies import parts_of
from workflows.models import Status, Submission
from workflows.supplements import takes_supplements
from workflows.working_days import local_day

STATE_TAGS = {
    Status.SUBMITTED: ("work", "inbox"),
    Status.UNDER_REVIEW: ("work", "eye"),
    Status.INFORMATION_REQUESTED: ("waiting", "circle-question-mark"),
    Status.APPROVED: ("done", "circle-check"),
    Status.FILED: ("done", "file-check"),
    Status.REJECTED: ("other", "ban"),
    Status.WITHDRAWN: ("other", "undo-2"),
}


def status_page(
    request: HttpRequest, report: Submission, *, wrong: str = "", typed: str = ""
) -> HttpResponse:
    """Show how the report stands; `wrong` and `typed` are about a message that could not be added."""
    view = following.citizen_view(report, language())
    tag, icon = STATE_TAGS[Status(report.status)]
    files = {str(file.pk): file for file in report.attachments.filter(removed_at=None)}
    parts = parts_of(report, language())
    page = {
        "report": report,
        "view": view,
        "can_add": takes_supplements(report),
        "tag": {"kind": tag, "icon": icon},
        "request_due": day_of(_day(view["request"]["due_on"])) if view["request"] else "",
        "items": timeline(view, report),
        "documents": [
            {**each, "url": reverse("reportforms:copy", args=[each["kind"]])}
            for each in sorted(view["documents"], key=lambda each: each["kind"] != "official")
        ],
        "messages_sent": [
            {**each, "when": moment_of(datetime.fromisoformat(each["at"]))} for each in view["messages"]
        ],
        "parts": [with_files(part, files) for part in parts],
        "files_at": reverse("reportforms:report") + "files/",
        "offers": offered(report, request, at="tracking"),
        "wrong": wrong,
        "typed": typed,
    }
    return render(request, "forms/report.html", page, status=422 if wrong else 200)


def timeline(view: dict[str, Any], report: Submission) -> list[dict[str, str]]:
    """Return what happened, where the report is today, and what comes by which date."""
    done = [
        {"title": each["title"], "when": moment_of(datetime.fromisoformat(each["at"])), "state": "done"}
        for each in view["history"]
    ]
    now_at, coming = _now_and_next(view, report)
    return done + ([now_at] if now_at else []) + coming


def _now_and_next(
    view: dict[str, Any], report: Submission
) -> tuple[dict[str, str] | None, list[dict[str, str]]]:
    title = view["status_title"]
    by = _("By %(day)s") % {"day": day_of(report.due_on)} if report.due_on else ""
    decision = {"title": _("You learn the decision"), "when": by, "state": "next"}
    if report.due_on is not None and report.due_on < local_day():
        promised = _("We promised it by %(day)s.") % {"day": day_of(report.due_on)}
        late = _(
            "It takes longer than we promised. Your report is not forgotten, and you do not need to do anything."
        )
        decision |= {"when": promised, "text": late}
    if report.status in (Status.SUBMITTED, Status.UNDER_REVIEW):
        return {"title": _("Today: %(state)s") % {"state": title}, "state": "now"}, [decision]
    if report.status == Status.INFORMATION_REQUESTED:
        due = day_of(_day(view["request"]["due_on"])) if view["request"] else ""
        asked = {
            "title": _("Today: %(state)s") % {"state": title},
            "when": _("Answer by %(day)s") % {"day": due},
        }
        return {**asked, "state": "now"}, [decision]
    if report.status == Status.APPROVED:
        text = _("It is on its way to our records. You do not need to do anything.")
        return {"title": _("Today: %(state)s") % {"state": title}, "text": text, "state": "now"}, []
    return {"title": _("Today: %(state)s") % {"state": title}, "state": "now"}, []


def _day(iso: str) -> date:
    return date.fromisoformat(iso)
