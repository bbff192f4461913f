"""Dana asks about a page beside its text, Pat answers in French, Dana is told by mail and settles it."""

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.journeys.instance import Instance
from tests.journeys.once import ONCE
from tests.journeys.staff import sign_in

pytestmark = [pytest.mark.browser, ONCE]
ASKED, ANSWERED = "Is the third floor right?", "Oui, depuis mai."


@pytest.fixture
def dana(site: Instance, browser: Browser) -> Page:
    """Dana, at the page on how to reach the agency, with its comments beside it."""
    return _at_the_page(sign_in(browser, site.url, "dana", "/admin/"))


def _at_the_page(page: Page) -> Page:
    page.goto("/admin/pages/search/?q=Contact+us")
    page.get_by_role("link", name="Contact us", exact=True).first.click()
    page.locator("[data-side-panel-toggle=comments]").click()
    return page


def _is_by_itself(request: Request) -> bool:
    """Whether Wagtail saves the question by itself; what it saves while its fields are made is no matter."""
    by_itself = request.method == "POST" and request.headers.get("accept") == "application/json"
    return by_itself and ASKED.encode() in (request.post_data_buffer or b"")


def _save(page: Page) -> None:
    page.locator("footer button.action-save").click()
    expect(page.locator(".messages")).to_contain_text("Contact us")


def test_a_question_is_asked_once_answered_and_settled(site: Instance, browser: Browser, dana: Page) -> None:
    waiting: list[Route] = []
    dana.route(
        "**/edit/", lambda route: waiting.append(route) if _is_by_itself(route.request) else route.continue_()
    )
    field = dana.locator("[data-contentpath=lead]")
    field.hover()
    field.locator("[data-comment-add]").click()
    dana.locator(".comment textarea").fill(ASKED)
    # The button is pressed while Wagtail saves by itself: the comment is there once all the same.
    with dana.expect_request(_is_by_itself):
        dana.locator(".comment button[type=submit]").click()
    dana.locator("footer button.action-save").click()
    waiting[0].continue_()
    expect(dana.locator(".messages")).to_contain_text("Contact us")
    expect(dana.locator(".comment")).to_have_count(1)

    pat = _at_the_page(sign_in(browser, site.url, "pat", "/admin/"))
    pat.locator(".comment").click()
    pat.locator(".comment textarea").fill(ANSWERED)
    pat.get_by_role("button", name="Répondre").click()
    _save(pat)
    mails = [each.read_text(errors="replace") for each in (site.var / "mail").glob("*.eml")]
    assert sum("dana@" in mail and ANSWERED in mail for mail in mails) == 1

    # The comments stay open where somebody left them.
    dana.reload()
    expect(dana.locator(".comment")).to_contain_text(ANSWERED)
    dana.locator(".comment").click()
    dana.get_by_role("button", name="More actions").first.click()
    dana.get_by_role("menuitem", name="Resolve").click()
    expect(dana.locator(".comment")).to_have_count(0)
    _save(dana)
    expect(dana.locator(".comment")).to_have_count(0)
