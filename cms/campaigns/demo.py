"""The demo's campaign in both languages, with three printed codes, visits, and what readers said of its page."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate, now
from wagtail.models import Page

from cms.demo import in_both
from cms.feedback.actions import add_text, give
from cms.models import CampaignPage, Feedback, HomePage, LinkDay, ListedPage, ShortLink

TEXTS = Path(__file__).with_name("demo_texts.json")
SOURCES = ("bike-poster", "bike-bus", "velo-ecole")


@transaction.atomic
def build_campaign(theft: ListedPage | None) -> None:
    """Make the campaign about `theft` (the English page of a report type) where there is none."""
    if CampaignPage.objects.exists():
        return
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    homes = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    days = {"starts": localdate() - timedelta(days=49), "ends": localdate() + timedelta(days=120)}
    matters = json.dumps([{"type": "matter", "value": theft.pk}] if theft else [])
    pages = {
        code: {**fields, **days, "matters": matters, "body": json.dumps(fields["body"])}
        for code, fields in texts["campaign"].items()
    }
    made = in_both(CampaignPage, homes, pages)
    for link in texts["links"]:
        _link(made["en"], link)
    _feedback(made, texts["feedback"])


def _link(campaign: Page, told: Mapping[str, Any]) -> None:
    named = {name: told[name] for name in ("word", "source", "place", "note")}
    link = ShortLink.objects.create(campaign=campaign, campaign_title=campaign.title, **named)
    weeks = list(enumerate(reversed(told["visits"])))
    LinkDay.objects.bulk_create(
        LinkDay(link=link, day=localdate() - timedelta(days=7 * week + 1), count=count)
        for week, count in weeks
        if count
    )


def _feedback(pages: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    """Have readers answer over eight weeks, a few with words; nobody is written to about the demo's alarm."""
    for number in range(told["yes"]):
        _dated(give(pages["fr" if number % 4 == 0 else "en"], useful=True), weeks=number % 8)
    for said in told["words"]:
        given = give(pages[said["language"]], useful=False)
        with translation.override(said["language"]):
            add_text(given, said["text"])
        _dated(given, weeks=said["weeks"])


def _dated(given: Feedback, *, weeks: int) -> None:
    at = now() - timedelta(weeks=weeks, hours=3)
    Feedback.objects.filter(pk=given.pk).update(given_at=at, mail_due_at=None)
