"""What the journeys need on the running site that nobody makes in a browser; `beside.py` runs it."""

from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.utils.text import slugify
from wagtail.models import Page

from accounts.models import User
from cms.models import HomePage, InformationPage, ListPage, PrivacyNotice
from forms.portable import create_type
from tests.conftest import sign_in
from tests.definitions import both, question, step, theft
from video.consent import VERSION, give_consent
from video.going import begin_to_wait, note_progress
from video.inviting import invite
from video.links import redeem, token_of
from video.models import Session
from video.taking import take
from workflows import follow_ups
from workflows.drafts import begin_draft, save_answers
from workflows.models import FollowUp, ReportType, ReviewPolicy, Submission, SurveyPlan
from workflows.submitting import submit_report
from workflows.surveys import codes
from workflows.surveys.planning import send_due
from workflows.working_days import local_day

LENT = "lent-things"
ONLY_ENGLISH, ONLY_FRENCH = "Only in English", "Seulement en français"


def invitation() -> str:
    """Let the day come on which somebody is asked about their report; return the code that they were sent."""
    plan = SurveyPlan.objects.filter(state=SurveyPlan.State.READY).order_by("-pk").first()
    assert plan is not None
    code = codes.code_of(plan)
    SurveyPlan.objects.filter(pk=plan.pk).update(send_on=local_day())
    report = plan.submission
    send_due(local_day())
    for pk in FollowUp.objects.filter(submission=report, kind="survey").values_list("pk", flat=True):
        follow_ups.run(pk)
    return code


def untranslated() -> dict[str, str]:
    """Publish a page without its translation in each language; return their addresses by language."""
    found = {}
    for home in HomePage.objects.select_related("locale"):
        language = home.locale.language_code
        title = ONLY_ENGLISH if language == "en" else ONLY_FRENCH
        page = Page.objects.child_of(home).filter(slug=slugify(title)).first()
        if page is None:
            page = home.add_child(
                instance=InformationPage(title=title, slug=slugify(title), locale=home.locale)
            )
            page.save_revision().publish()
        found[language] = page.url
    return found


def behind() -> str:
    """Publish other words on an English page whose French was done; return its title."""
    page = Page.objects.get(slug="contact").specific
    page.lead = "We moved to the third floor."
    page.save_revision().publish()
    return str(page.title)


def lent_things() -> str:
    """Publish a report type with an address to prove, and rows with files; return its key."""
    lent = {
        "item": "group",
        "key": "lent",
        "label": both("Lent things", "Objets prêtés"),
        "help": None,
        "row_label": both("Thing", "Objet"),
        "min": 1,
        "max": 3,
        "show_if": None,
        "questions": [
            question("description", "short_text"),
            question("receipt", "file", required=False),
        ],
    }
    titles = {
        "title": both("Lent things", "Objets prêtés"),
        "summary": both("Not given back.", "Pas rendus."),
    }
    steps = [
        step("person", question("contact", "verified_email"), question("note", "short_text", required=False)),
        step("things", lent, question("story", "long_text", required=False)),
    ]
    if not ReportType.objects.filter(key=LENT).exists():
        create_type(
            {page.locale.language_code: page for page in ListPage.objects.select_related("locale")},
            theft(key=LENT, steps=steps, **titles),
            slugs={"en": "lent-things", "fr": "objets-pretes"},
            icon="bike",
            policy=ReviewPolicy.objects.order_by("pk")[0],
            privacy_notice=PrivacyNotice.objects.get(key="reports"),
        )
    return LENT


def session_of_vic() -> str:
    """Sign Vic in as with both factors, which a site behind a proxy insists on; return the session."""
    return sign_in(Client(), User.objects.get(username="vic")).cookies[settings.SESSION_COOKIE_NAME].value


def sent_again() -> Submission:
    """Send what somebody of the demonstration sent, once more."""
    sent = Submission.objects.filter(report_type__key="theft", language="en", temporary_number__isnull=False)
    like = sent.order_by("pk").first()
    assert like is not None
    draft, _problems = save_answers(begin_draft(like.report_type, language="en"), like.answers)
    return submit_report(draft, declaration=True, key=uuid4().hex).submission


def report() -> str:
    """Have another report there; return its number."""
    return str(sent_again().temporary_number)


def call() -> dict[str, str]:
    """Have Vic meet somebody by video; return the call, and the keys of both."""
    vic = User.objects.get(username="vic")
    made = invite(sent_again(), by=vic, asked_by=Session.Asked.OFFICER)
    assert made.link is not None
    entered = redeem(token_of(made.link))
    give_consent(entered.participant, version=VERSION, call=True, recording=None)
    begin_to_wait(entered.participant)
    taken = take(made.session, by=vic)
    note_progress(taken.participant, event="first_frame")
    return {"call": str(made.session.public_id), "resident": entered.key, "officer": taken.key}


WAYS: dict[str, Callable[[], object]] = {
    each.__name__: each
    for each in (invitation, untranslated, behind, lent_things, session_of_vic, report, call)
}
