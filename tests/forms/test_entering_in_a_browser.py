"""Entering for somebody in Chromium, under the strict policy: what axe finds, and whether it fits a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route, sync_playwright

from tests.browsers import chromium
from tests.forms.entering import DESK, Staff
from workflows.models import Submission

SITE = "http://localhost"


@pytest.fixture
def pages(theft_page: Any, noor: Any) -> dict[str, Any]:
    """The answers to the addresses that are looked at, fetched before the browser runs."""
    staff = Staff(noor)
    staff.to_check()
    base = f"{DESK}{Submission.objects.get().public_id}/"
    wrong = staff.client.post(f"{DESK}form-link/", {"way": "text", "address": "1"})
    asked = [DESK, f"{base}story/", f"{base}check/", f"{base}send-link/", f"{base}give-up/"]
    fetched = {place: staff.client.get(place) for place in [*asked, "/admin/jsi18n/"]}
    staff.fill(staff.get(f"{base}check/"), declaration="true")
    return {**fetched, f"{DESK}form-link/": wrong, f"{base}sent/": staff.client.get(f"{base}sent/")}


@pytest.fixture
def browser_page(pages: dict[str, Any]) -> Iterator[Page]:
    """A page that is answered from what was fetched, headers included, and from the static files."""

    def answer(route: Route) -> None:
        address = route.request.url.removeprefix(SITE)
        name = address.partition("?")[0].removeprefix("/static/")
        found = finders.find(name) if address.startswith("/static/") else None
        if address in pages:
            response = pages[address]
            headers = {name: value for name, value in response.items() if name != "Content-Length"}
            route.fulfill(status=response.status_code, body=response.content, headers=headers)
        elif found:
            route.fulfill(path=found)
        else:
            route.fulfill(status=404, body="")

    with sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.route("**/*", answer)
        yield page
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(
    pages: dict[str, Any], browser_page: Page, width: int
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    for place in (each for each in pages if each.startswith(DESK)):
        browser_page.goto(f"{SITE}{place}")
        found = Axe().run(browser_page).response["violations"]
        assert [(place, broken["id"], broken["nodes"][0]["target"]) for broken in found] == []
        assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
