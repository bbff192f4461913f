"""Following a report in each state, and everything that can be done there, with its mistakes."""

from tests.journeys.walk.walker import Walker, press

BUTTON = "main form button:not([tabindex='-1'])"
DOINGS = ("answer", "add", "withdraw", "message")


def walk(walker: Walker) -> None:
    """Open a report in each state by a link of its own, in both languages."""
    for each in walker.ask("reports"):
        language, state = each["language"], each["state"]
        page = walker.anew(language)
        page.goto(each["link"])
        walker.eye.look(page, f"link to {state}", language)
        press(page, BUTTON)
        walker.eye.look(page, f"following {state}", language)
        for doing in DOINGS:
            _do(walker, f"following {state}, {doing}", f"/{language}/track/report/{doing}/", language)


def _do(walker: Walker, name: str, address: str, language: str) -> None:
    page = walker.page(language)
    page.goto(address)
    if not page.url.endswith(address):
        return
    walker.eye.look(page, name, language)
    if name.endswith("withdraw"):
        return
    press(page, BUTTON)
    if page.locator(".govuk-error-summary").count():
        walker.eye.look(page, f"{name}, with mistakes", language, errors=True)
