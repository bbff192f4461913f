"""Every kind opened again by an officer: shown as it was, wrong, not sure, answered, and compared on the desk."""

from typing import Any

import pytest
from django.test import Client

from tests.forms.walking import Camille, Page, photo
from tests.kinds.form import KINDS, NOT_SURE, OPTIONAL, UNSURE, WRONG, key, normal, typed
from workflows.actions import claim_report, request_information
from workflows.desk.screen import screen_of
from workflows.drafts import begin_draft, save_answers
from workflows.models import ReportType, Submission
from workflows.submitting import submit_report
from workflows.working_days import local_day

ANSWERED = [kind for kind in KINDS if kind not in OPTIONAL]
ADDRESS = "/en/track/report/answer/"


class Asked:
    """Camille's browser at the page of the officer's question, and the report it is about."""

    def __init__(self, browser: Camille, report: Submission) -> None:
        self.browser, self.report = browser, report

    def send(self, page: Page | None = None, **fields: Any) -> Page:
        """Send the answers that the page asks for."""
        return self.browser.fill(page or self.browser.get(ADDRESS), more=fields)

    def answer(self, kind: str) -> Any:
        """What the report has for the question now."""
        self.report.refresh_from_db()
        return self.report.answers.get(key(kind))


@pytest.fixture
def ask(unit: Any, every_kind_page: Any, noor: Any) -> Any:
    """Have Noor open one kind of question of a report that answers every kind."""
    draft = begin_draft(ReportType.objects.get(key="theft"), language="en")
    draft, problems = save_answers(draft, normal(items=[{"description": "Lamp", "value": "850.00"}]))
    assert problems == []
    sent = submit_report(draft, declaration=True, key="camille")
    report = claim_report(sent.submission, by=noor, seen=sent.submission.version)

    def opened(kind: str) -> Asked:
        asked = request_information(report, by=noor, seen=report.version, questions=[key(kind)], text="?")
        browser = Camille(Client())
        browser.fill(browser.get("/en/track/"), number=sent.temporary_number, code=sent.access_code)
        return Asked(browser, asked)

    return opened


@pytest.mark.parametrize("kind", ANSWERED)
def test_it_is_shown_as_it_was_and_stays_so(ask: Any, kind: str) -> None:
    asked = ask(kind)
    before = asked.answer(kind)
    page = asked.browser.get(ADDRESS)
    for name, text in typed({key(kind): before}).items():
        shown = [value for field, value in page.fields() if field == name]
        # A browser leaves out the line break that a text area begins with.
        assert [str(each).lstrip("\n") for each in shown] == ([text] if isinstance(text, str) else text)
    assert asked.send(page, **typed({key(kind): before})).url == "/en/track/report/"
    assert (asked.answer(kind), asked.report.status) == (before, "under_review")
    assert screen_of(asked.report, "en", local_day()).changes == 0


@pytest.mark.parametrize("kind", [kind for kind in UNSURE if kind not in OPTIONAL])
def test_not_sure_is_an_answer_then_too(ask: Any, kind: str) -> None:
    asked = ask(kind)
    emptied = dict.fromkeys(typed({key(kind): normal()[key(kind)]}))
    assert asked.send(**emptied, **{f"{key(kind)}-not_sure": "true"}).url == "/en/track/report/"
    assert asked.answer(kind) == NOT_SURE
    screen = screen_of(asked.report, "en", local_day())
    every = [*screen.facts, *screen.stories, *(each for part in screen.sections for each in part.answers)]
    changed = next(each for each in every if each.key == key(kind))
    assert changed.not_sure
    assert changed.changed
    assert changed.before


@pytest.mark.parametrize("kind", [kind for kind in WRONG if kind not in OPTIONAL])
def test_what_is_wrong_is_named_and_the_report_stays_as_it_was(ask: Any, kind: str) -> None:
    asked = ask(kind)
    before = asked.answer(kind)
    page = asked.send(**typed({key(kind): WRONG[kind]}))
    assert any(place.startswith(f"#{key(kind)}") for place, _sentence in page.errors)
    assert asked.answer(kind) == before
    assert asked.report.status == "information_requested"


def test_a_file_is_added(ask: Any) -> None:
    asked = ask("file")
    assert asked.send(**{key("file"): photo()}).url == "/en/track/report/"
    assert len(asked.answer("file")) == 1
    assert [each.added for each in screen_of(asked.report, "en", local_day()).evidence] == [True]
