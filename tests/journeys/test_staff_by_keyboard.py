"""Communications staff with nothing but the keyboard: feedback, results of a survey, a campaign, the map of French."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.instance import Instance
from tests.journeys.once import ONCE
from tests.journeys.staff import sign_in

pytestmark = [pytest.mark.browser, ONCE]
FOCUSED = "each => each === document.activeElement"
MOST_TABS = 150


def to(page: Page, what: Locator) -> None:
    """Press Tab until it has the focus, and is to be seen."""
    expect(what).to_be_visible()
    for _ in range(MOST_TABS):
        if what.evaluate(FOCUSED):
            break
        page.keyboard.press("Tab")
    expect(what).to_be_focused()
    expect(what).to_be_in_viewport()


def press(page: Page, what: Locator) -> None:
    """Go there and press Enter; wait for the page that it leads to."""
    to(page, what)
    with page.expect_event("domcontentloaded"):
        page.keyboard.press("Enter")


def test_feedback_is_taken_care_of(site: Instance, browser: Browser) -> None:
    page = sign_in(browser, site.url, "dana", "/admin/cms/feedback/")
    press(page, page.locator("main table tbody tr a").first)
    to(page, page.locator("[name=state]"))
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    to(page, page.locator("[name=note]"))
    page.keyboard.type("By keyboard.")
    chosen = page.locator("[name=state]").input_value()
    press(page, page.locator("footer button[type=submit]").first)
    expect(page.locator(".messages")).to_be_visible()
    page.goto(f"/admin/cms/feedback/?state={chosen}")
    expect(page.locator("main table tbody tr").first).to_be_visible()


def test_results_of_a_survey_are_read(site: Instance, browser: Browser) -> None:
    page = sign_in(browser, site.url, "ana", "/admin/surveys/")
    press(page, page.locator("main table tbody a").first)
    expect(page.locator("main table").first).to_be_visible()
    press(page, page.locator(".results__by a").first)
    expect(page).to_have_url(re.compile(r"\?by="))
    expect(page.locator(".results__by [aria-current]")).to_be_visible()


def test_a_campaign_gets_another_short_link(site: Instance, browser: Browser) -> None:
    page = sign_in(browser, site.url, "pat", "/admin/campaigns/")
    press(page, page.locator("main table a, main .listing a").first)
    press(page, page.locator("a[href$='/links/new/']"))
    to(page, page.locator("[name=word]"))
    page.keyboard.type("keys")
    to(page, page.locator("[name=place]"))
    page.keyboard.press("ArrowDown")
    press(page, page.locator("main form button").last)
    expect(page.locator(".messages")).to_contain_text("/go/keys")


def test_the_map_of_translations_is_worked(site: Instance, browser: Browser) -> None:
    title = site.ask("tests.journeys.beside", "behind")
    page = sign_in(browser, site.url, "dana", "/admin/translation-map/")
    to(page, page.locator("#map-state"))
    page.keyboard.type("Behind")
    to(page, page.locator("#map-q"))
    page.keyboard.type(title)
    press(page, page.locator("main form[method=get] button"))
    expect(page).to_have_url(re.compile("state=stale"))
    row = page.get_by_role("row").filter(has_text=title)
    to(page, row.locator("summary"))
    page.keyboard.press("Enter")
    expect(row.locator("ins")).to_contain_text("third floor")
    press(page, row.get_by_role("button", name="Still right"))
    expect(page.locator(".messages")).to_contain_text(title)
    page.goto(f"/admin/translation-map/?state=done&q={title}")
    expect(page.get_by_role("row").filter(has_text=title)).to_be_visible()
