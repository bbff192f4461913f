"""A finder in both languages, beside a published report type."""

from collections.abc import Mapping
from typing import Any

import pytest
from wagtail.models import Page

from cms.models import ListPage
from forms.models import FinderPage, ReportTypePage

Raw = dict[str, Any]


def question(key: str, title: str, *answers: Raw) -> Raw:
    """A question with answers."""
    listed = [{"type": "item", "value": each} for each in answers]
    return {"type": "question", "value": {"key": key, "title": title, "text": "", "answers": listed}}


def answer(label: str, to: str = "", report_type: int | None = None, hint: str = "") -> Raw:
    """An answer that leads to a node or to a report type."""
    return {"label": label, "hint": hint, "leads_to": to, "report_type": report_type}


def body(key: str, title: str, **more: str) -> Raw:
    """Another body."""
    value = {
        "key": key,
        "title": title,
        "text": "They look after it.",
        "phone": "311",
        "link": "",
        "words": "",
    }
    return {"type": "body", "value": value | more}


def emergency(key: str = "danger", title: str = "Call 911 now", **more: str) -> Raw:
    """A notice to call 911."""
    return {
        "type": "emergency",
        "value": {"key": key, "title": title, "text": "Go to a safe place.", "words": ""} | more,
    }


def nodes(theft: Page) -> list[Raw]:
    """A small finder: two questions, one body with a link, one emergency."""
    return [
        question(
            "start",
            "Is somebody in danger now?",
            answer("Yes", "danger"),
            answer("No, it is over", "what"),
        ),
        question(
            "what",
            "What was it?",
            answer("Something is gone", report_type=theft.pk, hint="A bicycle, a phone"),
            answer("My car was hit while parked", "insurer"),
        ),
        body(
            "insurer", "Manitoba Public Insurance", link="https://www.mpi.mb.ca/", words="autopac, collision"
        ),
        emergency(words="attack, weapon"),
    ]


@pytest.fixture
def finder(lists: Mapping[str, ListPage], theft_page: ReportTypePage) -> FinderPage:
    """The English finder, published below the home page, with its French translation."""
    home = lists["en"].get_parent()
    page = home.add_child(instance=FinderPage(title="Find the right report", slug="find", locale=home.locale))
    page.nodes = nodes(theft_page)
    page.save_revision().publish()
    french = page.copy_for_translation(lists["fr"].locale)
    french.title, french.slug = "Trouver le bon rapport", "trouver"
    french.save_revision().publish()
    return FinderPage.objects.get(pk=page.pk)
