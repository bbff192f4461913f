"""What the journeys need on the running site that nobody makes in a browser; `beside.py` runs it."""

from collections.abc import Callable

from django.utils.text import slugify
from wagtail.models import Page

from cms.models import HomePage, InformationPage, ListPage, PrivacyNotice
from forms.portable import create_type
from tests.definitions import both, question, step, theft
from workflows import follow_ups
from workflows.models import FollowUp, ReportType, ReviewPolicy, SurveyPlan
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


WAYS: dict[str, Callable[[], object]] = {
    each.__name__: each for each in (invitation, untranslated, lent_things)
}
