"""Build the demonstration, once; run again, it adds only what is missing."""

from django.core.management import call_command
from django.db import transaction

from accounts.demo import create_people
from accounts.models import User
from cms.demo import build_site
from cms.models import ListPage, PrivacyNotice
from config.demo.reports import build_reports
from forms.demo.base import DemoType
from forms.demo.types import all_types
from forms.models import ReportTypePage
from forms.portable import create_type
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
    with transaction.atomic():
        if not Submission.objects.exists():
            build_reports(people)


def publish_type(each: DemoType, by: User) -> None:
    """Publish one report type in both languages below the lists of report types."""
    parents = {page.locale.language_code: page for page in ListPage.objects.select_related("locale")}
    create_type(
        parents,
        each.body,
        slugs=each.slugs,
        icon=each.icon,
        policy=ReviewPolicy.objects.get(key=each.policy),
        privacy_notice=PrivacyNotice.objects.get(key="reports"),
        by=by,
    )
