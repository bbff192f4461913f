"""A finder in both languages, beside a published report type."""

from typing import Any
from uuid import uuid4

import pytest
from wagtail.models import Locale, Page

from cms.models import HomePage
from forms.models import FinderPage, ReportTypePage
from tests.worlds import make_here, world

Raw = dict[str, Any]


def question(key: str, title: str, *answers: Raw) -> Raw:
    """A question with answers."""
    # Without an id Wagtail takes an item for the value itself, as lists were kept before 2.16.
    listed = [{"type": "item", "id": str(uuid4()), "value": each} for each in answers]
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


@world("with_finder", inside="with_theft")
def make_finder() -> None:
    """The English finder, published below the home page, with its French translation."""
    french = Locale.objects.get(language_code="fr")
    home = HomePage.objects.get(locale__language_code="en")
    page = FinderPage(title="Find the right report", slug="find", locale=home.locale, live=False)
    home.add_child(instance=page)
    page.nodes = nodes(ReportTypePage.objects.get(key="theft", locale=home.locale))
    page.save_revision().publish()
    twin = page.copy_for_translation(french)
    twin.title, twin.slug = "Trouver le bon rapport", "trouver"
    twin.save_revision().publish()


@pytest.fixture
def with_finder(with_theft: None) -> None:
    """Ask for the finder (tests/worlds.py)."""
    make_here("with_finder")


@pytest.fixture
def finder(with_finder: None) -> FinderPage:
    """The English finder, published below the home page, with its French translation."""
    return FinderPage.objects.get(slug="find")
