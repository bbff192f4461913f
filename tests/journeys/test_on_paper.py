"""Pages on paper, as Chromium prints them: no navigation, folds open, addresses to type in, nothing cut off."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.instance import Instance
from tests.journeys.once import ONCE
from tests.journeys.paper import on_paper, printed, shown_on_paper
from tests.journeys.staff import sign_in

pytestmark = [pytest.mark.browser, ONCE]
LEADS_ON = (
    "nav a, .band__language, .foot__links, .search, button, [role=button], .govuk-skip-link, .leave, video"
)


@pytest.fixture
def reader(site: Instance, browser: Browser) -> Page:
    """A reader who likes it dark: paper is white all the same."""
    return browser.new_context(base_url=site.url, color_scheme="dark").new_page()


def test_home_has_what_it_says_and_nothing_to_press(reader: Page, site: Instance, tmp_path: Path) -> None:
    reader.goto("/fr/")
    sheets = printed(reader, tmp_path)
    assert len(sheets) <= 2
    assert "En danger maintenant? Composez le 911" in sheets[0]
    assert "Que s’est-il passé" in sheets[0]
    assert f"Cette page : {site.url}/fr/" in sheets[-1].replace("\N{NO-BREAK SPACE}", " ")
    assert shown_on_paper(reader, LEADS_ON) == 0
    assert on_paper(reader, "html", "backgroundColor") in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    assert on_paper(reader, "h1", "color") == "rgb(0, 0, 0)"


def test_steps_come_with_what_is_folded(reader: Page, tmp_path: Path) -> None:
    reader.goto("/en/after-you-report/all/")
    words = " ".join(printed(reader, tmp_path))
    assert "Does my report change anything?" in words
    assert "we send patrols there" in words
    assert shown_on_paper(reader, LEADS_ON) == 0


def test_advice_says_where_to_report_and_what_the_video_shows(
    reader: Page, site: Instance, tmp_path: Path
) -> None:
    reader.goto("/en/prevention/protect-your-bicycle/")
    words = " ".join(printed(reader, tmp_path))
    assert f"({site.url}/en/report/bicycle-theft/)" in words
    assert "A red circle marks the frame" in words
    assert shown_on_paper(reader, LEADS_ON) == 0


def test_nothing_that_belongs_together_is_cut_in_two(reader: Page) -> None:
    reader.goto("/en/what-to-report/")
    assert {on_paper(reader, each, "breakInside") for each in ("tr", ".matter")} == {"avoid"}
    assert on_paper(reader, "thead", "display") == "table-header-group"
    reader.goto("/en/contact/")
    assert on_paper(reader, ".contact", "breakInside") == "avoid"


def test_the_evaluation_is_printed_to_its_end(site: Instance, browser: Browser, tmp_path: Path) -> None:
    ana = sign_in(browser, site.url, "ana", "/admin/evaluation/")
    last = ana.locator("main section").last.inner_text().split("\n")[-1]
    sheets = printed(ana, tmp_path)
    assert len(sheets) > 1
    assert " ".join(last.split()) in " ".join(sheets)
    assert shown_on_paper(ana, "form, [data-wagtail-sidebar] *, main a") == 0
    assert on_paper(ana, "main tr", "breakInside") == "avoid"
