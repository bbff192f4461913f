"""Asking for a call: by the citizen of a report, with the report's own token."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from ninja import Router

from video.api import bodies, shapes
from video.api.calls import invited_as_given
from video.inviting import Wish, ask_for_call
from video.models import Session
from video.presenting import for_report, for_resident
from workflows.api.answers import answers
from workflows.api.keys import ReportToken, caller
from workflows.api.once import once
from workflows.api.refusals import NotFound
from workflows.api.replies import reply
from workflows.models import Submission
from workflows.numbering import read_temporary_number

router = Router(tags=["Video"])
BY_TOKEN = ReportToken()


@router.get(
    "/reports/{number}/video",
    auth=BY_TOKEN,
    summary="Whether an officer can be met",
    response=answers({200: shapes.Offered}, 401, 404),
)
def offered(request: HttpRequest, number: str) -> HttpResponse:
    """Say how an officer can be met about this report, or why not, and whether there is a call."""
    return reply(for_report(_own(request, number)))


@router.post(
    "/reports/{number}/video",
    auth=BY_TOKEN,
    summary="Ask to meet an officer",
    response=answers({201: shapes.InvitedOut}, 401, 404, 409, 413, 415, 422),
)
@once
def ask(request: HttpRequest, number: str, body: bodies.AskForCall) -> HttpResponse:
    """Make a call about this report. The link is in the answer, and for an appointment in a mail too."""
    wish = Wish(body.kind, body.opening, body.language or "", body.interpreter)
    made = ask_for_call(_own(request, number), at=Session.Asked.TRACKING, wish=wish)
    return reply(invited_as_given(made, for_resident(made.session)), 201)


def _own(request: HttpRequest, number: str) -> Submission:
    report = cast(Submission, caller(request))
    if read_temporary_number(number) != report.temporary_number:
        raise NotFound
    return report
