"""The way from a report's pages into a call: a call is made, or its link renewed, and the person led to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from video.inviting import Invited, invite, renew_for_resident
from video.links import token_of
from video.models import Session
from video.offering import offer_for
from video.presenting import current_call
from video.states import BEFORE, IN_CALL
from workflows import following
from workflows.actors import Role
from workflows.errors import WorkflowError
from workflows.extensions import CitizenOffer, register_citizen_offer
from workflows.models import Submission


@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Take the offer of the confirmation or of the status page; the report's own token says which report it is."""
    language = (get_language() or "en")[:2]
    report = following.report_of(request.POST.get("report", "")[:400])
    if report is None:
        messages.warning(
            request, _("Open your report again with its number and code, then ask for the call.")
        )
        return redirect(f"/{language}/track/")
    try:
        made = call_of(report, language)
    except WorkflowError as refused:
        messages.warning(request, str(refused))
        return redirect(f"/{language}/track/report/")
    token = token_of(made.link) if made.link else ""
    return redirect(f"/{language}/video/join/#{token}")


def call_of(report: Submission, language: str) -> Invited:
    """Return the report's call with a link that is good: a new call, or another link into the one there is."""
    current = current_call(report)
    if current is not None:
        return renew_for_resident(current)
    return invite(report, by=Role.CITIZEN, asked_by=Session.Asked.TRACKING)


def is_offered(report: Submission) -> bool:
    """Whether a call can be asked for now, or one that runs can be come back to."""
    current = current_call(report)
    if current is None:
        return "now" in offer_for(report).ways
    return current.kind == Session.Kind.NOW and current.state in {*BEFORE, *IN_CALL}


def register() -> None:
    """Offer calls on the pages of reports."""
    register_citizen_offer(
        CitizenOffer(
            "video",
            gettext_lazy("Talk to an officer by video"),
            gettext_lazy("An officer looks at the scene with you and says what to leave as it is."),
            gettext_lazy("Talk to an officer now"),
            "video",
            "video:ask",
            is_offered,
        )
    )
