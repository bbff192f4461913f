"""A person's way through a survey: the code from the message, the questions step by step, thanks. All is private."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cms.visitors import address_of
from forms.routing import private
from forms.surveys.scrubbing import without_personal
from forms.surveys.showing import step_page
from forms.way.answers import patch_of
from forms.way.resuming import paused
from workflows.attempts import TooMany, check_attempts, count_within, note_attempt
from workflows.definition import Definition, Step
from workflows.errors import Invalid, WrongState
from workflows.models import SurveyInvitation
from workflows.secrets import is_code
from workflows.surveys import answering, codes

OPENED, ANSWERED = "survey", "survey_answered"
SCOPE, STOPS = "survey", "survey-stop"
MOST_WRONG, MOST_STOPS = 20, 20


@private
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code from the message. Looking changes nothing; the code comes behind `#` or is typed."""
    if request.method != "POST":
        return render(request, "forms/surveys/enter.html", {"open": _opened(request) is not None})
    address = address_of(request)
    try:
        check_attempts(SCOPE, address, most=MOST_WRONG)
    except TooMany as pause:
        return paused(request, pause)
    invitation = answering.find_invitation(request.POST.get("code", "")[:60])
    if invitation is None:
        note_attempt(SCOPE, address)
        wrong = _("This code opens no survey. Perhaps it was answered, or its 30 days are over.")
        return render(request, "forms/surveys/enter.html", {"wrong": wrong}, status=404)
    request.session.cycle_key()
    request.session[OPENED] = str(invitation.pk)
    request.session.pop(ANSWERED, None)
    return redirect("reportforms:survey_step", _steps(invitation)[0])


@private
def step(request: HttpRequest, key: str) -> HttpResponse:
    """Show or save one step. With the last one the answers are sent."""
    invitation = _opened(request)
    if invitation is None:
        return redirect(
            "reportforms:survey_thanks" if request.session.get(ANSWERED) else "reportforms:survey"
        )
    found = _step_of(invitation, key)
    if request.method != "POST":
        if key not in _steps(invitation):
            return redirect("reportforms:survey_step", _steps(invitation)[0])
        return step_page(request, invitation, found, _steps(invitation))
    return _save(request, invitation, found)


def _save(request: HttpRequest, invitation: SurveyInvitation, found: Step) -> HttpResponse:
    body, language = invitation.version.definition, _language()
    posted = without_personal(body, patch_of(found.asked, invitation.answers, request.POST))
    try:
        invitation, problems = answering.save_answers(invitation, posted, language)
        if problems:
            return step_page(request, invitation, found, _steps(invitation), problems, posted)
        later = _after(invitation, found.key)
        if later:
            return redirect("reportforms:survey_step", later)
        answering.finish(invitation, language)
    except Invalid as refused:
        return step_page(request, invitation, found, _steps(invitation), refused.problems)
    except WrongState:
        request.session.pop(OPENED, None)
        return redirect("reportforms:survey")
    request.session.pop(OPENED, None)
    request.session[ANSWERED] = True
    return redirect("reportforms:survey_thanks")


@private
def thanks(request: HttpRequest) -> HttpResponse:
    """Say that the answers are in, and that nothing more follows."""
    return render(request, "forms/surveys/thanks.html", {})


@private
def stop(request: HttpRequest) -> HttpResponse:
    """Send no more surveys to an address. Looking changes nothing; whether the code is anybody's is not said."""
    page: dict[str, Any] = {}
    if request.method == "POST":
        code = request.POST.get("code", "")[:60]
        if not is_code(code):
            page["wrong"] = _("Enter the code from the message: 16 letters and digits in four groups.")
        else:
            try:
                count_within(((STOPS, address_of(request), MOST_STOPS),))
            except TooMany as pause:
                return paused(request, pause)
            codes.stop(code)
            page["stopped"] = True
    return render(request, "forms/surveys/stop.html", page, status=400 if page.get("wrong") else 200)


@csrf_exempt
@private
def stop_at_once(request: HttpRequest, sealed: str) -> HttpResponse:
    """Send no more surveys, as a mail program asks with one click (RFC 8058). Who looks is asked first."""
    code = codes.opened(sealed)
    if code is None:
        raise Http404
    if request.method != "POST":
        return redirect(f"{reverse('reportforms:survey_stop')}#{code}")
    if request.POST.get("List-Unsubscribe") != "One-Click":
        return HttpResponseBadRequest()
    codes.stop(code)
    return HttpResponse(_("We send you no more surveys"), content_type="text/plain; charset=utf-8")


def _opened(request: HttpRequest) -> SurveyInvitation | None:
    pk = request.session.get(OPENED)
    return answering.invitation_by_id(pk) if isinstance(pk, str) else None


def _steps(invitation: SurveyInvitation) -> list[str]:
    """Return the steps that are asked as the answers stand; there is always one."""
    return answering.assess(invitation, _language()).steps


def _after(invitation: SurveyInvitation, key: str) -> str:
    steps = _steps(invitation)
    return next(iter(steps[steps.index(key) + 1 :]), "") if key in steps else steps[0]


def _step_of(invitation: SurveyInvitation, key: str) -> Step:
    steps = Definition.of(invitation.version.definition).steps
    found = next((each for each in steps if each.key == key), None)
    if found is None:
        raise Http404
    return found


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
