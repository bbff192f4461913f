"""Adding to an approved report: a supplement, with a number and a code of its own."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from workflows.errors import Invalid, WorkflowError
from workflows.letters import address_of
from workflows.models import Submission
from workflows.submitting import Sent
from workflows.supplements import LONGEST, add_supplement, takes_supplements


def add_page(request: HttpRequest, report: Submission) -> HttpResponse:
    """Ask what to add, send it once, and show the number and code of what was added.

    The page carries the key of the sending, so that a double click or a reload adds it once.
    """
    if not takes_supplements(report):
        return redirect("reportforms:report")
    if request.method != "POST":
        return _ask(request, report)
    text = request.POST.get("text", "")
    try:
        sent = add_supplement(report, text=text, key=request.POST.get("key", "")[:40])
    except Invalid as invalid:
        return _ask(request, report, wrong=invalid.problems[0].message, typed=text)
    except WorkflowError as error:
        return _ask(request, report, wrong=str(error), typed=text)
    return _added(request, report, sent)


def _ask(request: HttpRequest, report: Submission, *, wrong: str = "", typed: str = "") -> HttpResponse:
    shown = {"report": report, "wrong": wrong, "typed": typed, "most": LONGEST, "key": uuid.uuid4().hex}
    return render(request, "forms/add.html", shown)


def _added(request: HttpRequest, report: Submission, sent: Sent) -> HttpResponse:
    shown = {"report": report, "sent": sent, "address": address_of(sent.submission)}
    return render(request, "forms/added.html", shown)
