"""One running site and one browser for all journeys of a file."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browsers import chromium
from tests.journeys.instance import Instance, running

LEFT = "SELECT kind, state, attempts, due_at, error FROM workflows_followup WHERE state <> 'done' ORDER BY id"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With a journey that failed, show what the site said and what its worker had not done."""
    report = yield
    site = getattr(item, "funcargs", {}).get("site")
    if report.failed and isinstance(site, Instance):
        report.sections.append(("what the site said", (site.var / "output").read_text()[-4000:]))
        report.sections.append(("what was left to do", "\n".join(_left(site.var / "constat.sqlite3"))))
    return report


def _left(database: Path) -> list[str]:
    """Return the follow-ups that are not done, where the database is a file."""
    if not database.exists():
        return []
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [str(row) for row in connection.execute(LEFT)]


@pytest.fixture(scope="session")
def site(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The demonstration, running."""
    with running(tmp_path_factory.mktemp("journeys")) as instance:
        yield instance


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives browsers. It ends with the file, and its event loop with it."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Browser:
    """Chromium as most people have it."""
    return chromium(playwright)
