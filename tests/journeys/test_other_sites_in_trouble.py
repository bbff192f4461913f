"""The element on another site's page when something is in the way: rows with files, a code, another device, a pause."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.journeys.instance import Instance

pytestmark = pytest.mark.browser
DRAFT = "() => JSON.parse(Object.entries(sessionStorage).find(([name]) => name.startsWith('constat '))[1])"


class Embedded:
    """The element in a page of another site."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("constat-report")

    def press(self, name: str) -> None:
        self.element.get_by_role("button", name=name, exact=True).click()

    def at(self, name: str) -> Locator:
        return self.element.locator(f"[id='{name}']")

    def is_at(self, heading: str) -> None:
        expect(self.element.locator("h2")).to_have_text(heading)

    def sound(self) -> None:
        assert [each["id"] for each in Axe().run(self.page).response["violations"]] == []


@pytest.fixture(scope="module")
def lent(site: Instance) -> str:
    """A report type with an address to prove, and rows with files."""
    key: str = site.ask("tests.journeys.beside", "lent_things")
    return key


@pytest.fixture
def embedded(site: Instance, browser: Browser, lent: str) -> Iterator[Embedded]:
    """The element, begun."""
    context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"/demo/embed/?type={lent}&language=en")
    embedded = Embedded(page)
    embedded.press("Begin")
    embedded.is_at("Person")
    yield embedded
    context.close()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "receipt.png"
    Image.new("RGB", (64, 48), (30, 120, 60)).save(path)
    return path


def code_mailed(page: Page, address: str) -> str:
    """The code in the demonstration's mail to an address."""
    for _ in range(60):
        page.goto("/demo/")
        rows = page.get_by_role("row").filter(has_text=address)
        if rows.count():
            page.goto(rows.first.get_by_role("link").first.get_attribute("href") or "")
            found = re.search(r"\b(\d{3})\s(\d{3})\b", page.locator("main").inner_text())
            assert found is not None
            return found[1] + found[2]
        page.wait_for_timeout(500)
    raise AssertionError("No code came.")


def proves(embedded: Embedded, address: str) -> None:
    """Ask for a code, mistype it, and give it."""
    embedded.at("contact").fill(address)
    embedded.press("Continue")
    expect(embedded.element.locator(".summary")).to_be_focused()
    embedded.sound()
    embedded.at("note").fill("Typed meanwhile")
    embedded.press("Send me a code")
    expect(embedded.element.get_by_role("status")).to_have_text("We mailed you a code. Enter it here.")
    expect(embedded.at("contact-code")).to_be_focused()
    code = code_mailed(embedded.page.context.new_page(), address)
    embedded.at("contact-code").fill("000000" if code != "000000" else "111111")
    embedded.press("Confirm")
    expect(embedded.element.locator(".summary")).to_contain_text("This is not the code.")
    embedded.at("contact-code").fill(code)
    embedded.press("Confirm")
    expect(embedded.element.get_by_role("status")).to_have_text("This address is proved.")
    expect(embedded.at("contact-code")).to_have_count(0)
    expect(embedded.at("note")).to_have_value("Typed meanwhile")
    embedded.press("Continue")
    embedded.is_at("Things")


def test_a_proved_address_and_rows_with_files_reach_the_check(embedded: Embedded, picture: Path) -> None:
    proves(embedded, "lee@example.org")
    embedded.at("lent-0-description").fill("A ladder")
    embedded.at("lent-0-receipt").set_input_files(picture)
    expect(embedded.element.get_by_role("button", name="Remove receipt.png")).to_be_visible()
    embedded.press("Add another: Thing")
    expect(embedded.at("lent-1-description")).to_be_focused()
    embedded.at("lent-1-description").fill("A saw")
    embedded.press("Add another: Thing")
    embedded.at("lent-2-description").fill("A hammer")
    expect(embedded.element.get_by_role("button", name="Add another: Thing")).to_have_count(0)
    embedded.sound()
    embedded.press("Remove Thing 2")
    expect(embedded.element.get_by_role("button", name="Add another: Thing")).to_be_focused()
    expect(embedded.at("lent-1-description")).to_have_value("A hammer")
    embedded.press("Continue")
    expect(embedded.at("declaration")).to_be_visible()
    assert embedded.element.locator("dd").all_inner_texts() == [
        *("lee@example.org", "Typed meanwhile"),
        *("A ladder", "receipt.png", "A hammer", "No answer", "No answer"),
    ]


def test_what_another_device_saved_is_shown_beside_what_was_written_here(
    embedded: Embedded, site: Instance
) -> None:
    page = embedded.page
    draft = page.evaluate(DRAFT)
    headers = {"Authorization": f"Bearer {draft['token']}", "Content-Type": "application/json"}

    def saved_elsewhere(**answers: object) -> None:
        answer = page.request.patch(
            f"{site.url}/api/v1/drafts/{draft['id']}", headers=headers, data=json.dumps({"answers": answers})
        )
        assert answer.ok

    saved_elsewhere(story="Elsewhere.")
    embedded.at("note").fill("Here")
    embedded.press("Continue")
    expect(embedded.element.locator(".summary")).to_be_focused()
    expect(embedded.at("note")).to_have_value("Here")
    saved_elsewhere(note="There")
    embedded.at("note").fill("Here again")
    embedded.press("Continue")
    embedded.is_at("This report was changed on another device. Choose which answers count.")
    expect(embedded.element.locator("dt")).to_have_text(["Note", "Note"])
    expect(embedded.element.locator("dd")).to_have_text(["Here again", "There"])
    embedded.sound()
    embedded.press("Take what was saved there")
    expect(embedded.at("note")).to_have_value("There")
    embedded.at("note").fill("Here at last")
    saved_elsewhere(note="There too")
    embedded.press("Continue")
    embedded.press("Keep what I wrote here")
    expect(embedded.at("note")).to_have_value("Here at last")
    page.reload()
    expect(embedded.at("note")).to_have_value("Here at last")


def test_rows_of_two_devices_are_shown_in_words(embedded: Embedded, site: Instance) -> None:
    proves(embedded, "lou@example.org")
    page = embedded.page
    draft = page.evaluate(DRAFT)
    embedded.at("lent-0-description").fill("A ladder")
    page.request.patch(
        f"{site.url}/api/v1/drafts/{draft['id']}",
        headers={"Authorization": f"Bearer {draft['token']}", "Content-Type": "application/json"},
        data=json.dumps({"answers": {"lent": [{"description": "A saw"}, {"description": "A hammer"}]}}),
    )
    embedded.press("Continue")
    expect(embedded.element.locator("dd")).to_have_text(
        [
            re.compile("^Thing 1: Description: A ladder$"),
            re.compile("^Thing 1: Description: A saw\nThing 2: Description: A hammer$"),
        ],
        use_inner_text=True,
    )
    embedded.press("Take what was saved there")
    expect(embedded.at("lent-1-description")).to_have_value("A hammer")


def test_a_pause_is_said_in_minutes_and_loses_nothing(embedded: Embedded) -> None:
    page = embedded.page

    def too_many(wait: str, route: Route) -> None:
        route.fulfill(
            status=429,
            headers={"Retry-After": wait, "Content-Type": "application/problem+json"},
            body='{"status": 429}',
        )

    embedded.at("note").fill("Still here")
    page.route("**/api/v1/drafts/*", lambda route: too_many("65", route))
    embedded.press("Continue")
    expect(embedded.element.locator(".summary")).to_contain_text("Wait 65 seconds, then try again.")
    expect(embedded.at("note")).to_have_value("Still here")
    embedded.sound()
    page.unroute("**/api/v1/drafts/*")
    embedded.press("Try again")
    expect(embedded.element.locator(".summary")).to_contain_text("Something needs your attention")
    page.route("**/api/v1/drafts/*", lambda route: too_many("900", route))
    page.reload()
    expect(embedded.element.locator(".summary")).to_contain_text("Wait 15 minutes, then try again.")
    page.unroute("**/api/v1/drafts/*")
    embedded.press("Try again")
    expect(embedded.at("note")).to_have_value("Still here")
