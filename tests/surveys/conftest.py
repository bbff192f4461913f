"""Surveys as they are published, and reports that were decided a while ago."""

import pytest
from django.core.mail import EmailMessage

from cms.models import HomePage, PrivacyNotice
from forms.demo.survey_pages import publish_survey
from forms.demo.surveys import AFTER, EFFORT
from tests.worlds import world
from workflows import follow_ups
from workflows.models import FollowUp, Submission, Survey, SurveyPlan
from workflows.surveys.planning import send_due
from workflows.working_days import local_day

NOTICE = {
    f"{name}_{code}": f"{name} ({code})"
    for name in ("purpose", "authority", "officer", "address")
    for code in ("en", "fr")
}


@world("surveys")
def make_surveys() -> None:
    """Publish both surveys of the demonstration, in both languages, below the home pages."""
    from cms.demo import build_site

    build_site()
    parents = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    notice = PrivacyNotice.objects.create(key="surveys", phone="204-555-0100", **NOTICE)
    for each in (EFFORT, AFTER):
        publish_survey(each, parents, notice)


@pytest.fixture
def surveys(db: None) -> dict[str, Survey]:
    """Both surveys by key."""
    return {each.key: each for each in Survey.objects.select_related("current_version")}


@pytest.fixture
def due(surveys: dict[str, Survey], approved_report: Submission) -> SurveyPlan:
    """The plan of Camille's approved report, whose day has come."""
    plan = SurveyPlan.objects.get(submission=approved_report)
    SurveyPlan.objects.filter(pk=plan.pk).update(send_on=local_day())
    return plan


def invite(report: Submission) -> None:
    """Run what is due for a report, as the worker does."""
    send_due(local_day())
    for pk in FollowUp.objects.filter(submission=report, kind="survey").values_list("pk", flat=True):
        follow_ups.run(pk)


def code_in(text: str) -> str:
    """Return the code in a message's link."""
    return text.partition("/survey/#")[2].split()[0]


@pytest.fixture
def code(due: SurveyPlan, mailoutbox: list[EmailMessage]) -> str:
    """The code that Camille was sent."""
    invite(due.submission)
    return code_in(mailoutbox[-1].body)
