"""What anybody can open: the pages of the sitemap, what they lead to, and each of their forms sent empty."""

import re
import urllib.request
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from lxml import etree
from playwright.sync_api import Page, Route, TimeoutError

from tests.journeys.walk.walker import Walker

ENGLISH, CARD = "/en/", "/en/card/bike/"
# Pages that belong to a walk of their own, or to nobody's (reason in `routes.py`).
ELSEWHERE = re.compile(
    r"^/(fr|admin|desk)/|/(begin|check|sent|stopped)/|^/en/(away|track/report|report/.+/resume)/"
)
# A form that is sent by POST, and its button; what only switches something is no form to fill in.
FORMS = "main form[method=post]:not([action*='/away/'])"


def walk(walker: Walker) -> None:
    """Look at every public page in both languages: the English one, then where its switch leads to."""
    waiting = deque([*_of_the_sitemap(walker), "/en/search/", "/en/track/", "/en/verify/", "/en/resume/"])
    waiting += ["/en/search/?q=report", "/en/search/?q=xyzzy", "/en/track/send-link/", "/en/nothing-is-here/"]
    waiting += ["/demo/", "/accounts/login/", "/go/nothing-is-here", CARD]
    done: set[str] = set()
    while waiting:
        address = waiting.popleft()
        if address in done or ELSEWHERE.search(address):
            continue
        done.add(address)
        page = walker.visit(address, "en", address)
        waiting += [path for path in walker.links(page) if path.startswith(ENGLISH)]
        if address == "/demo/":
            waiting += [path for path in walker.links(page) if path.startswith("/demo/mail/")][:1]
        french = walker.visit(address, "fr", _in_french(walker, page, address))
        for language, shown in (("en", page), ("fr", french)):
            _send_empty(walker, address, language, shown)


def once(walker: Walker) -> None:
    """Look at each page of the sitemap once: the languages take turns."""
    for number, address in enumerate(_of_the_sitemap(walker)):
        if number % 2:
            walker.visit(address, "en", address)
        else:
            page = walker.page("fr")
            page.goto(address)
            walker.visit(address, "fr", walker.other(page))


def _in_french(walker: Walker, page: Page, address: str) -> str:
    """Return the same page's address in French: where its switch leads to, or the same where there is no page."""
    there = address.startswith(ENGLISH) and "/nothing-is-here/" not in address
    return (walker.other(page) if there else "") or address.replace(ENGLISH, "/fr/", 1)


def _of_the_sitemap(walker: Walker) -> list[str]:
    with urllib.request.urlopen(f"{walker.site.url}/sitemap.xml") as answer:
        tree = etree.fromstring(answer.read())
    places = [each.text or "" for each in tree.findall("{*}url/{*}loc")]
    return [place.removeprefix(walker.site.url) for place in places if f"{walker.site.url}{ENGLISH}" in place]


def _send_empty(walker: Walker, name: str, language: str, page: Page) -> None:
    """Send each form of the open page with nothing filled in, and look where that was refused."""
    address = page.url
    for number in range(page.locator(FORMS).count()):
        takes = page.locator(FORMS).nth(number).get_attribute("action") or address
        if (kind := (language, re.sub(r"[0-9]+|[?].*", "", takes))) in walker.seen.forms:
            continue
        walker.seen.forms.add(kind)
        if number:
            page.goto(address)
        button = page.locator(FORMS).nth(number).locator("button:not([tabindex='-1'])").first
        if not button.is_visible():
            continue
        # A script may answer in the page's place, or the browser itself.
        with suppress(TimeoutError), page.expect_event("domcontentloaded", timeout=3000):
            button.click()
        page.wait_for_load_state()
        refused = page.locator(".govuk-error-summary").count() > 0
        walker.eye.look(page, f"{name}, form {number} sent empty", language, errors=refused)


def errors(walker: Walker) -> None:
    """Look at the pages of errors, put before the browser as the site renders them."""
    for name, by_language in walker.ask("errors").items():
        for language, html in by_language.items():
            page = walker.page(language)
            page.route("**/of-an-error/", _with(html))
            walker.visit(f"error {name}", language, f"/{language}/of-an-error/")
            page.unroute("**/of-an-error/")


def _with(body: str) -> Callable[[Route], None]:
    """Answer with a page of ours in place of the site's."""
    return lambda route: route.fulfill(body=body, content_type="text/html")
