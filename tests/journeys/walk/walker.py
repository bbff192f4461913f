"""Who walks: one browser for each language, which opens pages and states and has the eye look at them."""

import re
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html
from playwright.sync_api import Browser, Page, Response

from tests.journeys.citizen import SPOKEN
from tests.journeys.instance import Instance
from tests.journeys.walk.look import USUAL, Eye, Seen

LANGUAGES = ("en", "fr")
BESIDE = "tests.journeys.walk.beside"
LINKS = "() => [...document.querySelectorAll('a[href]')].map(each => each.href)"
OTHER = ".band__language a[lang]"
# What is no page: files, and addresses for programs.
FILES = re.compile(
    r"\.(pdf|png|svg|csv|json|xml|css|txt|ics|xlsx|zip)$|^/(api|static|media|documents)/|/copies/|/feed/$"
)


class Walker:
    """Opens pages of one running site in both languages."""

    def __init__(self, browser: Browser, site: Instance, seen: Seen) -> None:
        self.browser, self.site, self.seen = browser, site, seen
        self.eye = Eye(seen)
        self.answer: Response | None = None
        self._pages: dict[tuple[str, str], Page] = {}

    def page(self, language: str, who: str = "") -> Page:
        """Return the window of a citizen, or of somebody of the staff by their user name."""
        if (language, who) not in self._pages:
            context = self.browser.new_context(
                base_url=self.site.url, viewport=USUAL, locale=SPOKEN[language], reduced_motion="reduce"
            )
            self._pages[language, who] = context.new_page()
        return self._pages[language, who]

    def anew(self, language: str) -> Page:
        """Return a citizen's window without anything that was done before."""
        if old := self._pages.pop((language, ""), None):
            old.context.close()
        return self.page(language)

    def staff(self, language: str) -> Page:
        """Return the window of somebody of the staff with every role, signed in."""
        page = self.page(language, "staff")
        if page.url == "about:blank":
            _sign_in(page, self.ask("people")[language])
        return page

    def ask(self, what: str, told: object = None) -> Any:
        """Ask the site something that only it knows."""
        return self.site.ask(BESIDE, what, told=told)

    def open(self, page: Page, address: str) -> int:
        """Open an address and return its status; one that breaks the site is noted."""
        self.answer = answer = page.goto(address)
        status = answer.status if answer else 0
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.seen.wrong.append(f"{address}: {status}")
        return status

    def visit(self, name: str, language: str, address: str) -> Page:
        """Open an address and look."""
        page = self.page(language)
        self.open(page, address)
        self.eye.look(page, name, language)
        return page

    def everywhere(self, way: Callable[[str], None]) -> None:
        """Do something once in each language."""
        for language in LANGUAGES:
            way(language)

    def press_with_mistakes(self, name: str, page: Page, button: str, language: str) -> None:
        """Send a form as it is and look at what is said about it."""
        press(page, button)
        self.eye.look(page, name, language, errors=True)

    def links(self, page: Page) -> Iterator[str]:
        """Yield the paths of this site that the open page leads to, without what follows `?` and `#`."""
        return self._own(page.evaluate(LINKS))

    def links_as_sent(self) -> Iterator[str]:
        """Yield those of the page that was opened last as the site sent it, before any script."""
        if self.answer is None or "html" not in (self.answer.header_value("content-type") or ""):
            return iter(())
        tree = html.document_fromstring(self.answer.text())
        return self._own(urljoin(self.answer.url, link) for link in tree.xpath("//a/@href"))

    def _own(self, links: Iterable[str]) -> Iterator[str]:
        own = urlsplit(self.site.url).netloc
        for link in links:
            parts = urlsplit(link)
            if parts.netloc == own and not FILES.search(parts.path):
                yield parts.path

    def other(self, page: Page) -> str:
        """Return where the language switch of the open page leads to."""
        link = page.locator(OTHER)
        return str(link.first.evaluate("each => each.href")) if link.count() else ""


def press(page: Page, button: str) -> None:
    """Press the last of these buttons, and wait for the page that it leads to."""
    with page.expect_event("domcontentloaded"):
        page.locator(button).last.click()
    page.wait_for_load_state()


def _sign_in(page: Page, name: str) -> None:
    page.goto("/admin/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill("demo")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile("/admin/"))
    # What sets up a second factor asks for the password again.
    page.goto("/accounts/reauthenticate/")
    page.locator("[name=password]").fill("demo")
    with page.expect_event("domcontentloaded"):
        page.locator("[name=password]").press("Enter")
