"""Adding to an approved report: a supplement, with a number and a code of its own."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from workflows.actors import By, Role
from workflows.errors import Invalid, WorkflowError
from workflows.letters import address_of
from workflows.models import Submission
from workflows.submitting import Sent
from workflows.supplements import LONGEST, add_supplement, takes_supplements


@dataclass(frozen=True)
class Adder:
    """Who adds, by which channel, and the way back; `entered` is what the page says when staff write it down."""

    by: By
    back: str
    channel: str = ""
    entered: Any = None


def the_citizen() -> Adder:
    """Return the citizen, who opened the report in this session."""
    return Adder(Role.CITIZEN, reverse("reportforms:report"))


def add_page(request: HttpRequest, report: Submission, adder: Adder | None = None) -> HttpResponse:
    """Ask what to add, send it once, and show the number and code of what was added.

    The page carries the key of the sending, so that a double click or a reload adds it once.
    """
    who = adder or the_citizen()
    if not takes_supplements(report):
        return redirect(who.back)
    if request.method != "POST":
        return _ask(request, report, who)
    text = request.POST.get("text", "")
    try:
        sent = add_supplement(
            report, text=text, key=request.POST.get("key", "")[:40], by=who.by, channel=who.channel
        )
    except Invalid as invalid:
        return _ask(request, report, who, wrong=invalid.problems[0].message, typed=text)
    except WorkflowError as error:
        return _ask(request, report, who, wrong=str(error), typed=text)
    return _added(request, report, who, sent)


def _ask(
    request: HttpRequest, report: Submission, who: Adder, *, wrong: str = "", typed: str = ""
) -> HttpResponse:
    shown = {
        **_around(who),
        "report": report,
        "wrong": wrong,
        "typed": typed,
        "most": LONGEST,
        "key": uuid.uuid4().hex,
    }
    return render(request, "forms/add.html", shown)


def _around(who: Adder) -> dict[str, Any]:
    """Return the way back, and what is said for staff where a template of the way looks for it."""
    way = {"entered": who.entered} if who.entered else None
    return {"back": who.back, "way": way, "channel": who.channel}


def _added(request: HttpRequest, report: Submission, who: Adder, sent: Sent) -> HttpResponse:
    shown = {**_around(who), "report": report, "sent": sent, "address": address_of(sent.submission)}
    return render(request, "forms/added.html", shown)
