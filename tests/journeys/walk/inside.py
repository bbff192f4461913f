"""What the walk needs of the running site, made and told beside it by the site's own functions; `beside.py` runs it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import translation
from django.views.csrf import csrf_failure
from django.views.defaults import bad_request, permission_denied, server_error
from wagtail.models import Page
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.models import AlarmPhrase, Feedback, InformationPage
from cms.models.feedback import Alarm
from forms.demo.types import all_types
from forms.models import ReportTypePage
from tests.journeys.walk.calls_made import ENTERED, LANGUAGES, answers_of, made_calls
from workflows import secrets
from workflows.drafts import begin_draft, resume_code_of, save_answers
from workflows.entering import begin_for_somebody
from workflows.links import address_of_link, make_link
from workflows.models import (
    EmailLink,
    FollowUp,
    ReportType,
    Submission,
    Survey,
    SurveyInvitation,
    Unit,
    WebhookSubscription,
)
from workflows.models.surveys import monday
from workflows.subscribing import add_webhook, try_webhook
from workflows.surveys import codes
from workflows.surveys.inviting import OPEN_FOR, open_survey
from workflows.webhooks import KINDS
from workflows.working_days import local_day

MENU = ("links", "flow", "review", "versions", "copy", "questions")


def drafts(_told: Any) -> list[dict[str, str]]:
    """Make a draft for each set of the demonstration's test answers, in both languages; tell its code."""
    made = []
    for demo in all_types():
        report_type = ReportType.objects.get(key=demo.body["key"])
        for sample in demo.samples[:1] + tuple(each for each in demo.samples if each.expected == "stops"):
            for language in LANGUAGES:
                draft = save_answers(begin_draft(report_type, language=language), sample.answers)[0]
                made.append(
                    {
                        "type": report_type.key,
                        "language": language,
                        "stops": sample.keys if sample.expected == "stops" else "",
                        "code": resume_code_of(draft) if draft.resume_code_hash else "",
                    }
                )
    return made


def entries(_told: Any) -> dict[str, str]:
    """Have somebody of the staff begin a report for somebody in each language, all answered; tell its address."""
    made = {}
    for language, name in people(None).items():
        report_type, by = ReportType.objects.get(key=ENTERED), User.objects.get(username=name)
        draft = begin_for_somebody(report_type, by=by, language=language, channel=Submission.Channel.PHONE)
        made[language] = str(save_answers(draft, answers_of(ENTERED))[0].public_id)
    return made


def invitations(_told: Any) -> dict[str, str]:
    """Invite somebody to the survey after the decision in each language; tell the code."""
    survey, made = open_survey(Survey.Moment.AFTER_DECISION), {}
    for language in LANGUAGES:
        made[language] = secrets.derived_code("survey-code", secrets.new_nonce())
        SurveyInvitation.objects.create(
            survey=survey,
            version=survey.current_version,
            language=language,
            week=monday(local_day()),
            way=SurveyInvitation.Way.EMAIL,
            state=SurveyInvitation.State.SENT,
            token_hash=codes.hash_of(made[language]),
            expires_on=local_day() + OPEN_FOR,
        )
    return made


def reports(_told: Any) -> list[dict[str, str]]:
    """Make a link to a report in each state, for each language."""
    made = []
    for report in _in_each_state():
        for language in LANGUAGES:
            link = make_link(report, EmailLink.Purpose.TRACK)
            made.append(
                {
                    "state": report.status,
                    "language": language,
                    "link": address_of_link(link, language),
                }
            )
    return made


def _in_each_state() -> list[Submission]:
    sent = Submission.objects.exclude(status="draft").filter(parent=None).order_by("pk")
    found = list({report.status: report for report in sent}.values())
    stuck = FollowUp.objects.filter(state=FollowUp.State.DEAD).values("submission")
    return [*found, *sent.filter(pk__in=stuck).exclude(pk__in=[each.pk for each in found])[:1]]


def calls(language: str) -> dict[str, Any]:
    """Make calls in each state for people who write in this language."""
    return made_calls(User.objects.get(username=people(None)[language]), language)


def people(_told: Any) -> dict[str, str]:
    """Make somebody in every group for each language: all screens of the staff are open to them."""
    for language in LANGUAGES:
        person, made = User.objects.get_or_create(
            username=f"walk-{language}",
            defaults={
                "email": f"walk-{language}@agency.example",
                "badge": f"W-{language}",
                "language": language,
                "first_name": "Robin",
                "last_name": "Roy",
            },
        )
        if made:
            person.set_password("demo")
            person.save()
            UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
            person.groups.set(Group.objects.all())
            for unit in Unit.objects.all():
                unit.members.add(person)
    return {language: f"walk-{language}" for language in LANGUAGES}


def starts(_told: Any) -> list[str]:
    """Tell the addresses that staff begin at: the editor of each kind of page, and a report in each state."""
    editors: dict[str, str] = {}
    for page in Page.objects.filter(depth__gt=1, locale__language_code="en").order_by("path"):
        editors.setdefault(page.specific_class.__name__, f"/admin/pages/{page.pk}/edit/")
    reports = [f"/desk/{each.permanent_number or each.temporary_number}/" for each in _in_each_state()]
    # What the menu of a report type's editor leads to; a script takes the links out of the page.
    of_type = Page.objects.type(ReportTypePage).filter(locale__language_code="en").order_by("path").first()
    menu = [f"/admin/report-types/{of_type.pk}/{name}/" for name in MENU] if of_type else []
    return [*editors.values(), *menu, *reports]


def rows(_told: Any) -> dict[str, str]:
    """Make what the demonstration has none of: a webhook, a phrase, a page with a change; tell where each is seen."""
    person = User.objects.get(username=people(None)["en"])
    webhook = WebhookSubscription(name="Web site", url="https://www.agency.example/hook", kinds=list(KINDS))
    add_webhook(webhook, by=person)
    try_webhook(webhook)
    phrase = AlarmPhrase.objects.get_or_create(phrase="somebody follows me", alarm=Alarm.THREAT)[0]
    page = InformationPage.objects.filter(locale__language_code="en").first()
    page.title = f"{page.title} (new)"
    page.save_revision(user=person)
    said = Feedback.objects.exclude(text="").latest("pk")
    return {
        "webhook": f"/admin/webhooks/{webhook.pk}/",
        "phrase": f"/admin/cms/alarmphrase/edit/{phrase.pk}/",
        "feedback": f"/admin/cms/feedback/inspect/{said.pk}/",
        "comparison": f"/admin/pages/{page.pk}/revisions/compare/live...latest/",
    }


def routes(paths: list[str]) -> dict[str, str]:
    """Tell the pattern of the site's addresses that each path is answered by."""
    found = {}
    for path in paths:
        with translation.override(path[1:3] if path[1:3] in LANGUAGES else "en"):
            try:
                found[path] = resolve(path).route
            except Resolver404:
                found[path] = ""
    return found


def errors(_told: Any) -> dict[str, dict[str, str]]:
    """Render the pages of errors, which a healthy site does not show."""
    kinds: dict[str, Callable[[HttpRequest], HttpResponse]] = {
        "400": lambda request: bad_request(request, SuspiciousOperation()),
        "403": lambda request: permission_denied(request, PermissionDenied()),
        "open for too long": csrf_failure,
        "500": server_error,
        "maintenance": lambda request: render(request, "cms/maintenance.html", status=503),
    }
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        request = RequestFactory().get(f"/{language}/somewhere/")
        with translation.override(language):
            for name, answer in kinds.items():
                found.setdefault(name, {})[language] = answer(request).content.decode()
    return found


WAYS: dict[str, Callable[[Any], Any]] = {
    each.__name__: each
    for each in (drafts, entries, invitations, reports, calls, people, rows, starts, routes, errors)
}
