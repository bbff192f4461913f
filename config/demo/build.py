"""Build the demonstration, once; run again, it adds only what is missing."""

from datetime import date

from django.core.management import call_command
from django.db import transaction

from accounts.demo import create_people
from accounts.models import User
from cms.demo import build_pages, build_site
from cms.demo_editorial import build_editorial
from cms.models import ListPage, PrivacyNotice
from config.demo.calls import build_calls
from config.demo.campaign import build_campaign_with_reports
from config.demo.library import by_reference
from config.demo.opinions import build_opinions
from config.demo.reports import build_reports
from config.demo.surveys import build_surveys
from forms.demo.base import DemoType, Sample
from forms.demo.types import all_types
from forms.finder.demo import build_finder
from forms.models import ReportTypePage, SampleAnswers
from forms.portable import content_of, create_drafts, titles_of
from workflows.models import ReviewPolicy, Submission, Unit

MEMBERS = ("noor", "ravi", "ines", "cleo", "vic")


def build() -> None:
    """Make registers, people, pages, report types and reports."""
    call_command("setup_registers", verbosity=0)
    call_command("setup_roles", verbosity=0)
    people = create_people()
    Unit.objects.get(key="online-reporting").members.add(*(people[name] for name in MEMBERS))
    build_site()
    for each in all_types():
        if not ReportTypePage.objects.filter(key=each.body["key"]).exists():
            publish_type(each, people["pat"])
    build_pages({page.key: page for page in ReportTypePage.objects.filter(locale__language_code="en")})
    build_finder()
    build_editorial()
    build_campaign_with_reports()
    build_surveys(people["pat"])
    build_opinions()
    build_calls()
    with transaction.atomic():
        if not Submission.objects.exists():
            build_reports(people)


def publish_type(each: DemoType, by: User) -> None:
    """Publish one report type in both languages below the lists of report types."""
    parents = {page.locale.language_code: page for page in ListPage.objects.select_related("locale")}
    content = content_of(each.body)
    fields = {
        **content,
        "steps": by_reference(content["steps"]),
        "policy": ReviewPolicy.objects.get(key=each.policy),
        "privacy_notice": PrivacyNotice.objects.get(key="reports"),
        **{f"keywords_{code}": text for code, text in each.keywords.items()},
    }
    page = create_drafts(
        parents,
        {code: titles_of(each.body, code) for code in parents},
        key=each.body["key"],
        slugs=each.slugs,
        icon=each.icon,
        fields=fields,
        samples=[sample_of(one) for one in each.samples],
        by=by,
    )
    page.latest_revision.publish(user=by, skip_permission_checks=True)


def sample_of(sample: Sample) -> SampleAnswers:
    """Return test answers as the page keeps them."""
    return SampleAnswers(
        name=sample.name,
        answers=sample.answers,
        expected=sample.expected,
        expected_keys=sample.keys,
        on_day=date.fromisoformat(sample.on_day) if sample.on_day else None,
    )
