"""Surveys and page feedback, as whoever was asked sees them: by script and without."""

from playwright.sync_api import Page

from tests.journeys.walk.walker import Walker, press

GO_ON = "[name=continue]"
ASKED = "/en/news/u-locks-work/"
BUTTON = "main form button:not([tabindex='-1'])"
TOO_LONG = "Too long. " * 40
# What the page's script does where it cannot reach the site: it sends the form as a browser without script does.
NO = """form => {
    const no = Object.assign(document.createElement("input"), {name: "useful", value: "no", type: "hidden"});
    form.append(no);
    form.submit();
}"""


def walk(walker: Walker) -> None:
    """Answer a survey, want no more of them, and say that a page was of no use, in both languages."""
    for language, code in walker.ask("invitations").items():
        page = walker.anew(language)
        _survey(walker, page, code, language)
        _no_more(walker, page, code, language)
        _feedback(walker, page, language)


def _survey(walker: Walker, page: Page, code: str, language: str) -> None:
    page.goto(f"/{language}/survey/")
    page.locator("[name=code]").fill(code)
    press(page, BUTTON)
    while page.locator(GO_ON).count():
        step = page.url.rstrip("/").split("/")[-1]
        walker.eye.look(page, f"survey {step}", language)
        if page.locator("main textarea").count():
            page.locator("main textarea").first.evaluate(
                "(each, text) => { each.value = text }", TOO_LONG * 20
            )
            press(page, GO_ON)
            walker.eye.look(page, f"survey {step}, with mistakes", language, errors=True)
            page.locator("main textarea").first.fill("")
        elif page.locator("main [type=radio]").count():
            page.locator("main [type=radio]").first.check()
        press(page, GO_ON)
    walker.eye.look(page, "survey, thanks", language)


def _no_more(walker: Walker, page: Page, code: str, language: str) -> None:
    page.goto(f"/{language}/survey/stop/")
    walker.eye.look(page, "no more surveys", language)
    press(page, BUTTON)
    walker.eye.look(page, "no more surveys, with mistakes", language, errors=True)
    page.locator("[name=code]").fill(code)
    press(page, BUTTON)
    walker.eye.look(page, "no more surveys, done", language)


def _feedback(walker: Walker, page: Page, language: str) -> None:
    """First in the page itself, then as pages of their own."""
    page.goto(ASKED)
    if language != "en":
        page.goto(walker.other(page))
    at = page.url
    page.locator("[data-feedback] [value=no]").click()
    page.locator("[data-feedback] [name=text]").wait_for()
    walker.eye.look(page, "feedback in the page", language)
    page.goto(at)
    with page.expect_event("domcontentloaded"):
        page.locator("[data-feedback] form").evaluate(NO)
    page.wait_for_load_state()
    walker.eye.look(page, "feedback", language)
    page.locator("[name=text]").fill(TOO_LONG)
    press(page, BUTTON)
    walker.eye.look(page, "feedback, with mistakes", language, errors=True)
    page.locator("[name=text]").fill("")
    press(page, BUTTON)
    walker.eye.look(page, "feedback, thanks", language)
