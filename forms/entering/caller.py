"""What a caller adds to a sent report: the answers an officer asked for, or something new once it is approved."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from forms.entering.doors import entering_view, report_for_somebody_or_404
from forms.entering.words import channels, entered_answer
from forms.tracking.adding import Adder, add_page
from forms.tracking.answering import Answerer, answer_page
from forms.way.checking import thumbnail
from workflows.desk.doors import report_or_404, staff
from workflows.entering import may_answer_for, may_have_answered_for
from workflows.history import record_read
from workflows.models import Submission
from workflows.supplements import may_add_for_somebody


@entering_view
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Take down the answers to the officer's questions, in the person's language."""
    allowed = may_have_answered_for if request.method == "POST" else may_answer_for
    report = report_for_somebody_or_404(request, number, allowed)
    if request.method != "POST":
        record_read(report, by=staff(request))
    with translation.override(report.language):
        files_at = reverse("entering:answer", args=[report.temporary_number]) + "files/"
        words = entered_answer(report)
        who = Answerer(staff(request), _desk(report), files_at, words, _channel(request))
        response = answer_page(request, report, who)
    if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
        messages.success(request, _("The answers are with the report. It is back with its reviewer."))
    return response


@entering_view
def file(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
    """Show a thumbnail of one of the report's photos."""
    report = report_or_404(staff(request), number)
    record_read(report, by=staff(request), what=f"thumbnail:{file_id}")
    return thumbnail(report, str(file_id))


@entering_view
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Add to an approved report what the person says now: a supplement, in their language."""
    report = report_for_somebody_or_404(request, number, may_add_for_somebody)
    with translation.override(report.language):
        adder = Adder(staff(request), _desk(report), _channel(request), entered_answer(report))
        return add_page(request, report, adder)


def _channel(request: HttpRequest) -> str:
    """Return how it came in, as the form says; until it says so, by phone."""
    given = request.POST.get("channel", "")
    return given if given in dict(channels()) else Submission.Channel.PHONE


def _desk(report: Submission) -> Any:
    return reverse("desk:report", args=[report.temporary_number])
