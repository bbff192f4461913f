"""The desk's pages: the queue, the report, and what is posted from it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from workflows import definition
from workflows.actions import PERFORM
from workflows.anonymity import is_anonymous
from workflows.conversation import refusal_to_write, send_message
from workflows.desk.decision import Typed, done_sentence, given_from, panel_of, version_from
from workflows.desk.doors import desk_view, report_or_404, staff
from workflows.desk.export import EXPORT
from workflows.desk.queue import Filters, overdue_count, page_of, types_with_titles
from workflows.desk.rows import Row, rows_of
from workflows.desk.screen import STATE_ICONS, asked_of, screen_of
from workflows.desk.words import due_words, urgency
from workflows.errors import Invalid, Overtaken, WorkflowError
from workflows.extensions import desk_links, desk_panels
from workflows.history import record_read
from workflows.letters import address_of
from workflows.mending import may_replay, run_again
from workflows.models import FollowUp, Status, Submission
from workflows.models.submissions import OPEN
from workflows.resources import history_of, perform
from workflows.working_days import local_day


@dataclass(frozen=True)
class Message:
    """A message to the citizen that did not go through, to be shown again."""

    text: str
    error: str


@require_safe
@desk_view
def queue(request: HttpRequest) -> HttpResponse:
    """List what one may see, what is due first at the top."""
    user, filters = staff(request), Filters.of(request.GET)
    context = _list(user, filters, request.GET.get("cursor"))
    context |= {"types": _types(), "states": _states(), "overdue_count": overdue_count(user)}
    context |= {"may_export": user.has_perm(EXPORT), "links": desk_links(user)}
    return TemplateResponse(request, "workflows/desk/queue.html", context)


@require_safe
@desk_view
def report(request: HttpRequest, number: str) -> HttpResponse:
    """Show one report on one screen. That it was read is an event."""
    found = report_or_404(staff(request), number)
    record_read(found, by=staff(request))
    return _screen(request, found)


@require_POST
@desk_view
def act(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Take an action on the report; what does not go through is shown again with what was typed."""
    found = report_or_404(staff(request), number)
    if action not in PERFORM or action == "provide_information":
        raise Http404
    given = given_from(action, found, request.POST)
    try:
        done = perform(action, found, by=staff(request), seen=version_from(request.POST), given=given)
    except Overtaken as overtaken:
        messages.warning(request, str(overtaken))
        return _screen(request, report_or_404(staff(request), number), Typed(action, given), status=409)
    except Invalid as invalid:
        messages.error(request, _("Nothing was changed yet: the form has something to mend."))
        return _screen(request, found, Typed(action, given, tuple(invalid.problems)), status=422)
    except WorkflowError as refused:
        messages.error(request, str(refused))
        return redirect(_address(found, request))
    messages.success(request, _said(action, done))
    return redirect(_address(done, request))


@require_POST
@desk_view
def message(request: HttpRequest, number: str) -> HttpResponse:
    """Write to the citizen."""
    found = report_or_404(staff(request), number)
    text = request.POST.get("text", "")
    try:
        send_message(found, by=staff(request), text=text)
    except Invalid as invalid:
        kept = Message(text, invalid.problems[0].message)
        return _screen(request, found, unsent=kept, status=422)
    except WorkflowError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _message_sent(found))
    return redirect(_address(found, request) + "#messages")


@require_POST
@desk_view
def again(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Put an effect that failed back to work, after its cause was mended."""
    found = report_or_404(staff(request), number)
    row = get_object_or_404(FollowUp, pk=pk, submission=found)
    try:
        run_again(row, by=staff(request))
    except WorkflowError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is tried again now."))
    return redirect(_address(found, request))


def _screen(
    request: HttpRequest,
    report: Submission,
    typed: Typed | None = None,
    unsent: Message | None = None,
    status: int = 200,
) -> HttpResponse:
    user, today, language = staff(request), local_day(), get_language() or "en"
    filters = Filters.of(request.GET)
    listed = _list(user, filters, None)
    context = listed | {
        "report": report,
        "title": definition.pick(report.definition["title"], language),
        "screen": screen_of(report, language, today),
        "panel": panel_of(report, user, language, typed),
        "icon": STATE_ICONS.get(Status(report.status), "tag"),
        "due": due_words(report.due_on, today) if report.due_on and report.status in OPEN else "",
        "urgency": urgency(report, today),
        "asked": asked_of(report, language),
        "history": [event | {"when": _when(event["at"])} for event in history_of(report)],
        "conversation": list(report.messages.select_related("author")),
        "unsent": unsent,
        "no_writing": refusal_to_write(user, report) or "",
        "panels": [(panel, data) for panel, data in desk_panels(report, user)],
        "may_replay": may_replay(user),
        "following": _following(listed["rows"], report),
        "language_differs": report.language != language[:2],
        "anonymous": is_anonymous(report.answers),
        "mailed": bool(address_of(report)),
    }
    return TemplateResponse(request, "workflows/desk/report.html", context, status=status)


def _list(user: User, filters: Filters, cursor: str | None) -> dict[str, Any]:
    page = page_of(user, filters, cursor)
    return {
        "filters": filters,
        "query": filters.encoded(),
        "rows": rows_of(page.items, local_day(), get_language() or "en"),
        "next": page.next,
        "paged": bool(cursor),
    }


def _following(rows: list[Row], report: Submission) -> Row | None:
    """Return the row after this report in the queue; its first where the report is not in it any more."""
    for number, row in enumerate(rows):
        if row.report.pk == report.pk:
            return rows[number + 1] if number + 1 < len(rows) else None
    return rows[0] if rows else None


def _said(action: str, done: Submission) -> str:
    if action == "approve" and done.status == Status.APPROVED:
        number = done.permanent_number
        return _("Approved as %(number)s. The official copy, the letter and the transfer follow.") % {
            "number": number
        }
    return done_sentence(action)


def _message_sent(report: Submission) -> str:
    if address_of(report):
        return _("Your message is with the report. A mail tells the citizen.")
    return _("Your message is with the report. No mail goes out: the report has no e-mail address.")


def _address(report: Submission, request: HttpRequest) -> str:
    """Return the report's address with the queue's filters; the temporary number stays the same for ever."""
    query = Filters.of(request.GET).encoded()
    address = reverse("desk:report", args=[report.temporary_number])
    return f"{address}?{query}" if query else address


def _when(at: str) -> str:
    return formats.date_format(datetime.fromisoformat(at), "SHORT_DATETIME_FORMAT")


def _types() -> list[tuple[str, str]]:
    language = get_language() or "en"
    titles = ((key, definition.pick(title, language)) for key, title in types_with_titles().items())
    return sorted(titles, key=lambda pair: pair[1])


def _states() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Status.choices if value != Status.DRAFT]
