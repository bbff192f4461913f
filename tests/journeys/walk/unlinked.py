"""Screens of the staff that no link leads to: what a choice, a file or a button shows."""

from playwright.sync_api import Page

from tests.journeys.walk.walker import LANGUAGES, Walker, press

RESULTS = "/admin/surveys/after-the-decision/"
# One line that is good, one of a page that is not there, one twice.
REDIRECTS = (
    "from,to,permanent\n/old/contact,/en/contact/,yes\n/old/lost,/nowhere/,yes\n/old/contact,/en/,no\n"
)


def walk(walker: Walker) -> None:
    """Look at them in both languages."""
    rows = walker.ask("rows")
    for language in LANGUAGES:
        page = walker.staff(language)
        for name, address in rows.items():
            _look(walker, page, name, address, language)
        for name, asked in (("by decision", "?by=decision"), ("with what people wrote", "?texts=1")):
            _look(walker, page, f"results of a survey {name}", RESULTS + asked, language)
        _secret(walker, page, rows["webhook"], language)
        _file(walker, page, language)
        _image(walker, page, language)
        _sign_in(walker, language)


def _look(walker: Walker, page: Page, name: str, address: str, language: str) -> None:
    walker.open(page, address)
    walker.eye.look(page, name, language, public=False)


def _secret(walker: Walker, page: Page, address: str, language: str) -> None:
    page.goto(address)
    press(page, "button[name=secret]")
    walker.eye.look(page, "webhook, its new secret", language, public=False)


def _file(walker: Walker, page: Page, language: str) -> None:
    page.goto("/admin/redirects/import/")
    redirects = {"name": "redirects.csv", "mimeType": "text/csv", "buffer": REDIRECTS.encode()}
    page.locator("[type=file]").set_input_files(redirects)
    press(page, "main form button")
    walker.eye.look(page, "redirects, before they are taken in", language, public=False)


def _image(walker: Walker, page: Page, language: str) -> None:
    """The agency's look, and over it the window that asks for an image and its words."""
    page.goto("/admin/settings/cms/agencylook/")
    walker.eye.look(page, "the agency's look", language, public=False)
    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal-body form").first.wait_for()
    walker.eye.look(page, "choosing an image", language, public=False)


def _sign_in(walker: Walker, language: str) -> None:
    """Signing in with the wrong password; nobody is signed in there."""
    page = walker.anew(language)
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill("nobody")
    page.locator("[name=password]").fill("nothing")
    press(page, "main .buttons .button")
    walker.eye.look(page, "signing in, refused", language, errors=True)
