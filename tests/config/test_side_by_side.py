"""The catalogue of both languages has every mail, text message, paper and error, and each of them in both."""

import re
from pathlib import Path

import pytest

from config.side_by_side import catalogue, mails
from config.side_by_side.errors import PAGES
from config.side_by_side.papers import PAPERS
from workflows.models import LetterTemplate, Submission

BASE = Path(__file__).resolve().parents[2]
APPS = ("accounts", "cms", "config", "forms", "integrations", "video", "workflows")
SENDS = re.compile(r"(?<!class )\b(OutgoingMail|OutgoingText)\(")
# Parts of papers: they are never rendered alone.
PARTS = {"base.html", "report.html", "rows.html"}


@pytest.fixture
def entries(approved_report: Submission) -> dict[str, catalogue.Entry]:
    return {f"{each.kind} {each.name}": each for each in catalogue.entries()}


def test_each_has_both_languages_and_they_differ(entries: dict[str, catalogue.Entry]) -> None:
    for name, each in entries.items():
        assert all(each.texts.values()), name
        assert each.texts["en"] != each.texts["fr"], name
        assert not re.search(r"\{[a-z_]+\}", each.texts["fr"]), name


def test_every_letter_of_the_register_is_in_it(entries: dict[str, catalogue.Entry]) -> None:
    letters = set(LetterTemplate.objects.values_list("kind", flat=True))
    assert letters <= {name.removeprefix("mail letter ") for name in entries}


def test_every_place_that_makes_a_message_is_asked_for_it() -> None:
    senders = {
        path.stem
        for app in APPS
        for path in (BASE / app).glob("**/*.py")
        if SENDS.search(path.read_text("utf-8"))
    }
    asked = Path(mails.__file__).read_text("utf-8")
    assert {name for name in senders if not re.search(rf"{name}\.", asked)} == set()


def test_every_paper_and_every_page_of_an_error_is_in_it() -> None:
    papers = {
        f"pdf/{path.name}" for path in (BASE / "pdf/templates/pdf").glob("*.html") if path.name not in PARTS
    }
    assert papers == set(PAPERS)
    pages = {path.name for path in (BASE / "cms/templates").glob("*.html")}
    assert pages <= set(PAGES)


def test_what_was_made_for_it_is_taken_back(entries: dict[str, catalogue.Entry]) -> None:
    assert not Submission.objects.filter(status="draft").exists()
    from workflows.models import EmailLink

    assert not EmailLink.objects.exists()
