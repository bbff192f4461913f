"""Dana, Pat and Noor in a browser: they edit, publish and review."""

import re
from collections.abc import Mapping

from playwright.sync_api import Browser, Locator, Page, expect


def sign_in(browser: Browser, url: str, name: str, to: str, width: int = 1280) -> Page:
    """Open a browser for one of the demonstration's people, at an address of the staff."""
    page = browser.new_context(
        base_url=url, viewport={"width": width, "height": 800}, locale="en-CA"
    ).new_page()
    page.goto(to)
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill("demo")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(re.escape(to)))
    return page


def relabel(browser: Browser, url: str, labels: Mapping[str, str]) -> None:
    """Dana gives the question of what happened another label in each language and hands the change in."""
    page = sign_in(browser, url, "dana", "/admin/")
    _open_theft(page)
    page.get_by_role("tab", name="Steps and questions").click()
    for language, label in labels.items():
        field = page.locator(f"[name=steps-3-value-items-0-value-label-{language}]")
        _unfold(field)
        field.fill(label)
    _more(page).click()
    page.locator("[name=action-submit]").click()
    expect(page.locator(".messages")).to_contain_text("Theft")


def publish(browser: Browser, url: str) -> None:
    """Pat publishes what was handed in; her admin is in French."""
    page = sign_in(browser, url, "pat", "/admin/")
    _open_theft(page)
    _more(page).click()
    page.locator("[data-workflow-action-name=approve]").first.click()
    expect(page.locator(".messages")).to_contain_text("Theft")


def _more(page: Page) -> Locator:
    """What opens the other buttons beside "Save draft"."""
    return page.locator("footer [data-w-dropdown-target=toggle]")


def _open_theft(page: Page) -> None:
    page.goto("/admin/pages/search/?q=Theft")
    page.get_by_role("link", name="Theft", exact=True).first.click()


def _unfold(field: Locator) -> None:
    """Open the parts of the editor that a field is folded in, outermost first."""
    for panel in field.locator("xpath=ancestor::*[@data-panel]").all():
        toggle = panel.locator("[data-panel-toggle]").first
        if toggle.get_attribute("aria-expanded") == "false":
            toggle.click()


def claim(page: Page, number: str) -> None:
    """Find a report by its number with the keyboard, open it and claim it."""
    page.keyboard.press("/")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/desk/\?q={number}"))
    expect(page.locator("[data-desk-row]")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/desk/{number}/"))
    expect(page.locator(".desk-number")).to_have_text(number)
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    expect(page.locator(".desk-title .desk-state")).to_have_text("Under review")
    page.wait_for_load_state()


def approve(page: Page) -> None:
    """Approve the report with the offence that is suggested, by mouse."""
    decision = page.locator("details[data-desk-key=a]")
    decision.locator("summary").click()
    expect(decision.locator("[name=offence]")).to_have_value("2140")
    decision.get_by_role("button", name="Approve").click()
    was_approved(page)


def approve_by_keys(page: Page) -> None:
    """The same with nothing but the keyboard."""
    page.keyboard.press("a")
    button = page.locator("details[data-desk-key=a]").get_by_role("button", name="Approve")
    for _ in range(8):
        if _has_focus(button):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    was_approved(page)


def was_approved(page: Page) -> None:
    """The desk says so, with the permanent number."""
    expect(page.locator(".messages")).to_contain_text(re.compile(r"Approved as \S+\d{2}-\d{6}"))


def _has_focus(each: Locator) -> bool:
    return bool(each.evaluate("each => each === document.activeElement"))
