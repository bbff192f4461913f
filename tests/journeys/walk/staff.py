"""The screens of the staff: everything of ours that somebody with every role comes to by following links."""

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from lxml import html
from playwright.sync_api import Page

from tests.journeys.walk.routes import to_walk, without_arguments
from tests.journeys.walk.walker import FILES, LANGUAGES, Walker

BELOW = re.compile(r"^/(admin|desk|accounts)/")
# Wagtail's own routes that show what is ours: its start, and its editor with our pages in it.
SHOWING_OURS = {"admin/", "admin/pages/<int:page_id>/edit/"}
LEAVES = re.compile(r"/logout/|/view_draft/|/preview/")


def walk(walker: Walker) -> None:
    """Look at each kind of screen in both languages."""
    people = walker.ask("people")
    pages = {language: signed_in(walker, language, people[language]) for language in LANGUAGES}
    for address in addresses(walker, pages["en"]):
        for language, page in pages.items():
            page.goto(address)
            walker.eye.look(page, address, language, public=False)


def signed_in(walker: Walker, language: str, name: str) -> Page:
    """Open a window for somebody of the staff."""
    page = walker.page(language, name)
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
    return page


def addresses(walker: Walker, page: Page) -> list[str]:
    """Follow links from screen to screen, without a window; return one address for each pattern of ours."""
    editors = [f"/admin/pages/{pk}/edit/" for pk in walker.ask("pages").values()]
    reports = sorted({f"/desk/{each['number']}/" for each in walker.ask("reports")})
    all_of_them = {*editors, *reports}
    ours = {*to_walk(), *SHOWING_OURS}
    waiting = deque(["/admin/", *editors, *reports, *without_arguments(ours)])
    routes, found = set[str](), list[str]()
    while waiting:
        address = waiting.popleft()
        route = route_of(address)
        if address in found or route not in ours or (route in routes and address not in all_of_them):
            continue
        answer = page.context.request.get(address, max_redirects=0)
        if answer.status == 200 and "text/html" in answer.headers.get("content-type", ""):
            routes.add(route)
            found.append(address)
            waiting += _links(answer.text(), answer.url)
    return found


def route_of(address: str) -> str:
    """Return the pattern that an address of the staff is answered by."""
    try:
        return resolve(address).route
    except Resolver404:
        return ""


def _links(text: str, base: str) -> list[str]:
    """Return the paths of staff screens that a page leads to."""
    tree = html.document_fromstring(text)
    paths = [urlsplit(urljoin(base, str(link))).path for link in tree.xpath("//a/@href")]
    return [
        path for path in paths if BELOW.search(path) and not LEAVES.search(path) and not FILES.search(path)
    ]
