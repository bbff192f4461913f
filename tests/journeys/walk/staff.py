"""The screens of the staff: everything of ours that somebody with every role comes to by following links."""

import re
from collections import deque
from http import HTTPStatus
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from tests.journeys.walk.routes import to_walk, without_arguments
from tests.journeys.walk.walker import Walker

BELOW = re.compile(r"^/(admin|desk|accounts)/")
# Wagtail's own routes that show what is ours: its start, and its editor with our pages in it.
SHOWING_OURS = {"admin/", "admin/pages/<int:page_id>/edit/"}
LEAVES = re.compile(r"/logout/|/view_draft/|/preview/")


def walk(walker: Walker) -> None:
    """Look at each kind of screen in both languages: the English one, then what it leads to."""
    english, french = walker.staff("en"), walker.staff("fr")
    starts = walker.ask("starts")
    ours = {*to_walk(), *SHOWING_OURS}
    # What asks for the password again is looked at while it was just given.
    plain = sorted(without_arguments(ours), key=lambda address: not address.startswith("/accounts/"))
    waiting = deque(["/admin/", *plain, *starts])
    routes, done = set[str](), set[str]()
    while waiting:
        address = waiting.popleft()
        route = route_of(address)
        if address in done or route not in ours or (route in routes and address not in starts):
            continue
        done.add(address)
        if not _shows(walker, english, address):
            continue
        routes.add(route)
        # Menus that open take their links out of the page: those are read as they were sent.
        found = [*walker.links_as_sent(), *walker.links(english)]
        walker.eye.look(english, address, "en", public=False)
        waiting += [path for path in found if BELOW.search(path) and not LEAVES.search(path)]
        walker.open(french, address)
        walker.eye.look(french, address, "fr", public=False)


def _shows(walker: Walker, page: Page, address: str) -> bool:
    """Open an address; whether that is a page, and the one that was asked for."""
    try:
        status = walker.open(page, address)
    except Error:  # it gave a file
        return False
    return status == HTTPStatus.OK and urlsplit(page.url).path == address


def route_of(address: str) -> str:
    """Return the pattern that an address of the staff is answered by."""
    try:
        return resolve(address).route
    except Resolver404:
        return ""
