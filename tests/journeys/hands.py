"""How people work a page: with nothing but the keyboard, or by touch where no script runs."""

from datetime import date
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from tests.journeys.pages import SHOWN

LOOKS = 100
MOST_TABS = 150
FOCUSED = "each => each === document.activeElement"
# The focused element is in the window, and nothing that stays in place lies over it.
COVERED = """() => {
    const each = document.activeElement;
    const box = (each.matches("[type=radio], [type=checkbox]") ? each.labels[0] : each).getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width, 20) / 2, Math.max(box.top, 0) + Math.min(box.height, 20) / 2];
    if (box.bottom < 0 || y > innerHeight || x < 0 || x > innerWidth) return "out of sight";
    const top = document.elementFromPoint(x, y)?.closest(".leave");
    return top && !top.contains(each) ? "covered" : "";
}"""


class Hands(Protocol):
    """What a person does to a page."""

    page: Page

    def press(self, what: Locator) -> None:
        """Press a button or link, and wait for the page that it leads to."""

    def answer(self, what: Locator) -> None:
        """Press a button whose answer comes in its place where scripts run, else as a page."""

    def type(self, what: Locator, text: str) -> None:
        """Type into a field."""

    def day(self, what: Locator, day: date) -> None:
        """Enter a day."""

    def choose(self, name: str, token: str) -> None:
        """Choose one of several answers."""

    def tick(self, what: Locator) -> None:
        """Tick a box."""


class Touch:
    """A finger on the glass."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        with self.page.expect_event("domcontentloaded"):
            what.click()

    def answer(self, what: Locator) -> None:
        self.press(what)

    def type(self, what: Locator, text: str) -> None:
        what.fill(text)

    def day(self, what: Locator, day: date) -> None:
        what.fill(day.isoformat())

    def choose(self, name: str, token: str) -> None:
        self.page.locator(f"[name={name}][value={token}]").check()

    def tick(self, what: Locator) -> None:
        what.check()


class Keys:
    """The keyboard: Tab to where it is, and only there. Whatever has the focus shows it and is not covered."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, what: Locator) -> None:
        """Press Tab until it has the focus: once around the page."""
        expect(what).to_be_visible()
        for _ in range(MOST_TABS):
            if what.evaluate(FOCUSED):
                break
            self.page.keyboard.press("Tab")
        expect(what).to_be_focused()
        assert self.page.evaluate(SHOWN) == ""
        # A page may scroll there gently.
        for _ in range(LOOKS):
            if not (covered := self.page.evaluate(COVERED)):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{covered}: {self.page.evaluate('document.activeElement.outerHTML')}")

    def press(self, what: Locator) -> None:
        self.to(what)
        with self.page.expect_event("domcontentloaded"):
            self.page.keyboard.press("Enter")

    def answer(self, what: Locator) -> None:
        self.strike(what)
        expect(what).to_be_hidden()

    def strike(self, what: Locator) -> None:
        """Press a button that stays where it is."""
        self.to(what)
        self.page.keyboard.press("Enter")

    def type(self, what: Locator, text: str) -> None:
        self.to(what)
        self.page.keyboard.type(text)

    def day(self, what: Locator, day: date) -> None:
        self.to(what)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        expect(what).to_have_value(day.isoformat())

    def choose(self, name: str, token: str) -> None:
        wanted = self.page.locator(f"[name={name}][value={token}]")
        self.to(self.page.locator(f"[name={name}]").first)
        self.page.keyboard.press("Space")
        for _ in range(self.page.locator(f"[name={name}]").count()):
            if wanted.is_checked():
                break
            self.page.keyboard.press("ArrowDown")
        expect(wanted).to_be_checked()

    def tick(self, what: Locator) -> None:
        self.to(what)
        self.page.keyboard.press("Space")
        expect(what).to_be_checked()
