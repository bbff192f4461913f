"""The desk in Chromium, under its strict policy: keys, narrowing, texts, the theme and what axe finds."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route, sync_playwright

from tests.browsers import chromium
from tests.conftest import sign_in
from workflows.models import RejectionReason

SITE = "http://localhost"


def fetched(client: Client, *places: str) -> dict[str, Any]:
    """Return the answers of some addresses, and the icons and colours that their pages draw from."""
    pages = {place: client.get(place) for place in places}
    html = pages["/desk/"].content.decode()
    for drawn_from in (r'data-icon-url="([^"]+)"', r'href="(/theme-admin.css[^"]*)"'):
        found = re.search(drawn_from, html)
        assert found is not None
        pages[found[1]] = client.get(found[1])
    return pages


@pytest.fixture
def desk(report_under_review: Any, noor: Any) -> Iterator[tuple[Page, str]]:
    """Noor's browser; it is answered from pages fetched before, headers included, and from the static files."""
    place = f"/desk/{report_under_review.temporary_number}/"
    pages = fetched(sign_in(Client(), noor), place, "/desk/", "/admin/jsi18n/")

    def answer(route: Route) -> None:
        address = route.request.url.removeprefix(SITE)
        if address in pages:
            response = pages[address]
            headers = {name: value for name, value in response.items() if name != "Content-Length"}
            route.fulfill(status=response.status_code, body=response.content, headers=headers)
        elif address.startswith("/static/"):
            route.fulfill(path=finders.find(address.partition("?")[0].removeprefix("/static/")))
        else:
            # axe looks for imported styles beside the page.
            route.fulfill(status=404, body="")

    with sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.route("**/*", answer)
        yield page, f"{SITE}{place}"
        browser.close()


@pytest.fixture
def reason(db: None) -> RejectionReason:
    """A reason of the register, read before the browser runs."""
    return RejectionReason.objects.filter(active=True)[0]


@pytest.fixture
def refused(desk: tuple[Page, str]) -> list[str]:
    """What the browser refused to run or load."""
    said: list[str] = []
    desk[0].on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    desk[0].on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.browser
def test_is_worked_by_keys_and_nothing_is_refused(
    reason: RejectionReason, desk: tuple[Page, str], refused: list[str]
) -> None:
    page, address = desk
    page.goto(address)
    page.wait_for_selector(".sidebar-footer__account")
    page.keyboard.press("a")
    page.get_by_label("Find a code or a word").fill("robbery")
    offered = page.locator("#approve-offence option:not([disabled])").all_inner_texts()
    assert offered
    assert all("robbery" in text.lower() for text in offered if text != "Choose")
    page.get_by_label("Find a code or a word").blur()
    page.keyboard.press("x")
    page.select_option("#reject-reason", reason.token)
    assert page.input_value("#reject-text") == reason.text("en")
    page.locator("#reject-reason").blur()
    page.keyboard.press("?")
    assert page.locator("dialog[open]").is_visible()
    assert refused == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(
    desk: tuple[Page, str], width: int, scheme: Any
) -> None:
    page, address = desk
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for place in (address, f"{SITE}/desk/"):
        page.goto(place)
        page.wait_for_selector(".sidebar-footer__account", state="attached")
        found = Axe().run(page).response["violations"]
        assert [(broken["id"], broken["nodes"][0]["target"]) for broken in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
