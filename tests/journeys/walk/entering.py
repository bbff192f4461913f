"""Entering a report for somebody: begun at the desk, step by step, and one that is filled in, to its end."""

from playwright.sync_api import Page

from tests.journeys.walk.walker import LANGUAGES, Walker, press
from tests.journeys.walk.ways import GO_ON, SEND

BEGIN = "main form .desk-button--main"
DRAFT = "/desk/enter/{}/"


def walk(walker: Walker) -> None:
    """Look at all that somebody at the phone goes through, in both languages."""
    filled = walker.ask("entries")
    for language in LANGUAGES:
        page = walker.staff(language)
        _begun(walker, page, language)
        _filled(walker, page, filled[language], language)


def _begun(walker: Walker, page: Page, language: str) -> None:
    """Begin with nothing chosen, then a report of which nothing is known."""
    page.goto("/desk/enter/")
    press(page, BEGIN)
    walker.eye.look(page, "entering, nothing chosen", language, public=False)
    for name, value in (("report_type", "theft"), ("language", language), ("channel", "phone")):
        page.locator(f"[name={name}]").select_option(value)
    press(page, BEGIN)
    walker.eye.look(page, "entering, first step", language)
    press(page, GO_ON)
    walker.eye.look(page, "entering, first step, with mistakes", language, errors=True)


def _filled(walker: Walker, page: Page, draft: str, language: str) -> None:
    """Take up a report that is filled in, and send it."""
    page.goto("/desk/enter/")
    walker.eye.look(page, "entering, one is open", language, public=False)
    for name in ("send-link", "give-up"):
        page.goto(f"{DRAFT.format(draft)}{name}/")
        walker.eye.look(page, f"entering, {name}", language, public=False)
    page.goto(DRAFT.format(draft))
    walker.eye.look(page, "entering, check", language)
    press(page, SEND)
    walker.eye.look(page, "entering, check, not declared", language, errors=True)
    page.locator("[name=declaration]").check()
    press(page, SEND)
    walker.eye.look(page, "entering, sent", language)
