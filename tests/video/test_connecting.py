"""Two browsers' sides of a connection: proposals at once, pictures off and on, pages loaded anew."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Route, sync_playwright

from tests.browsers import chromium
from tests.journeys.meeting import FLAGS

SITE = "http://localhost"
ROUNDS = 5


def answer(route: Route) -> None:
    """Give the page, which is empty, and the static files."""
    address = route.request.url.removeprefix(SITE)
    found = finders.find(address.removeprefix("/static/")) if address.startswith("/static/") else None
    if found:
        route.fulfill(path=found, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>Call</title>", content_type="text/html")


@pytest.mark.browser
def test_both_sides_find_each_other_whoever_proposes_and_whoever_loads_anew() -> None:
    program = Path(__file__).with_name("connecting.js").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = chromium(playwright, *FLAGS)
        context = browser.new_context(permissions=["camera", "microphone"])
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(f"{SITE}/")
        told = page.evaluate(program.partition("\n")[2], ROUNDS)
        browser.close()
    assert told == {
        "begun": True,
        "glares": ROUNDS,
        "quiet": 0,
        "again": True,
        "residentBack": True,
        "officerBack": True,
        "printed": True,
        "trouble": [],
    }
