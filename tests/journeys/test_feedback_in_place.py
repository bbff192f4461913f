"""“Was this information useful?” where scripts run: the answer comes in its place, and nothing written is lost."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.instance import Instance

pytestmark = pytest.mark.browser
ADDRESS = "/en/prevention/protect-your-bicycle/"
LOST = "The site does not answer."


@pytest.fixture
def page(site: Instance, browser: Browser) -> Page:
    """An advice page, open on a phone."""
    page = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 740}).new_page()
    page.goto(ADDRESS)
    return page


def says(page: Page, answer: str) -> None:
    """Press Yes or No."""
    page.locator(f"[data-feedback] button[value={answer}]").click()


def writes(page: Page, text: str) -> None:
    """Write what is missing, and send it."""
    page.locator("[name=text]").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def is_answered(page: Page, heading: str) -> None:
    """The answer stands where the question was: below the page's own heading, with the focus, and sound."""
    expect(page.locator("[data-feedback] h2").first).to_have_text(heading)
    expect(page.locator("[data-feedback] h2").first).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.url.partition("#")[0].endswith(ADDRESS)
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []


def test_yes_is_thanked_for(page: Page) -> None:
    says(page, "yes")
    is_answered(page, "Thank you")
    expect(page.locator("[data-feedback] form")).to_have_count(0)


def test_no_asks_what_is_missing_and_counts_as_the_server_does(page: Page) -> None:
    says(page, "no")
    is_answered(page, "Thank you. What is missing or wrong?")
    left = page.locator("[data-left]")
    expect(left).to_have_text("300 characters left.")
    for text, words in (
        ("x" * 299, "One character left."),
        ("e\u0301" * 300 + "  ", "0 characters left."),
        ("\U0001f6b2" * 301, "One character too many."),
        ("x" * 305, "5 characters too many."),
    ):
        page.locator("[name=text]").fill(text)
        expect(left).to_have_text(words)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator("[name=text]")).to_have_value("x" * 305)
    expect(left).to_have_text("5 characters too many.")
    page.locator(".govuk-error-summary a").click()
    expect(page.locator("[name=text]")).to_be_focused()
    writes(page, "It does not say what a lock costs. Call 204-555-0187.")
    is_answered(page, "Thank you")
    expect(page.locator("[data-feedback]")).to_contain_text(
        "We took out what looked like personal information"
    )


def test_words_of_danger_are_answered_with_help(page: Page) -> None:
    says(page, "no")
    writes(page, "I want to die.")
    is_answered(page, "Do you need help now?")
    expect(page.locator("[data-feedback] a[href='tel:988']")).to_be_visible()
    expect(page.locator("[data-feedback] a[href='tel:911']")).to_be_visible()


def test_a_lost_line_loses_nothing(page: Page) -> None:
    page.route("**/feedback/", lambda route: route.abort("connectionreset"))
    says(page, "no")
    expect(page.get_by_role("alert")).to_contain_text(LOST)
    page.unroute("**/feedback/")
    says(page, "no")
    page.route("**/feedback/", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))
    writes(page, "The map is old.")
    expect(page.get_by_role("alert")).to_contain_text(LOST)
    expect(page.locator("[name=text]")).to_have_value("The map is old.")
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    page.unroute("**/feedback/")
    page.get_by_role("button", name="Send", exact=True).click()
    is_answered(page, "Thank you")
