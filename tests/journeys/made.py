"""What the journeys need on the running site that nobody makes in a browser; `beside.py` runs it."""

from collections.abc import Callable

from django.utils.text import slugify
from wagtail.models import Page

from cms.models import HomePage, InformationPage
from workflows import follow_ups
from workflows.models import FollowUp, SurveyPlan
from workflows.surveys import codes
from workflows.surveys.planning import send_due
from workflows.working_days import local_day

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


WAYS: dict[str, Callable[[], object]] = {each.__name__: each for each in (invitation, untranslated)}
