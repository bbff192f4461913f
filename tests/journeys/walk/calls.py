"""Meeting an officer by video: every part of both sides' pages. One browser has both, and no camera."""

from typing import Any

from playwright.sync_api import Page

from tests.journeys.pictures import take
from tests.journeys.walk.walker import LANGUAGES, Walker, press

QUEUE = "/desk/video/"
CALL = "/desk/video/{}/"
GO_ON = "form[data-form=consent] .govuk-button"
DECIDE = "form[data-form=outcome] .desk-button--main"
MAIN = "main form button:not([tabindex='-1']):not([name=want])"
WANT = "[name=want][value={}]"
PATIENCE = 60_000


def walk(walker: Walker) -> None:
    """Look at a queue where nobody waits, then go through a call in both languages."""
    for language in LANGUAGES:
        _desk(walker, "calls, nobody waits", QUEUE, language)
    for language in LANGUAGES:
        # A link is good for a quarter of an hour.
        told = walker.ask("calls", language)
        page = walker.anew(language)
        page.on("dialog", lambda dialog: dialog.accept())
        walker.visit("what video is", language, f"/{language}/video/")
        _asking(walker, page, told["report"], language)
        _doors(walker, page, told, language)
        _ends(walker, page, told["over"], language)
        _up_to_waiting(walker, page, told["fresh"], language)
        _elsewhere(walker, page, language)
        _officer(walker, page, told, language)


def _desk(walker: Walker, name: str, address: str, language: str) -> None:
    page = walker.staff(language)
    walker.open(page, address)
    if address != QUEUE:
        _part(page, "")
    walker.eye.look(page, name, language, public=False)


def _part(page: Page, name: str) -> None:
    """Wait until the page shows this part, or any."""
    part = f"[data-part={name}]" if name else ":not([data-part=''])"
    page.locator(f":is(#call, #join){part}").wait_for(timeout=PATIENCE)


def _asking(walker: Walker, page: Page, link: str, language: str) -> None:
    """Ask for a call from one's report: without it, with nothing chosen, a time, another time, and no call any more."""
    walker.visit("asking for a call, no report", language, f"/{language}/video/choose/")
    page.goto(link)
    press(page, MAIN)
    press(page, WANT.format("choose"))
    walker.eye.look(page, "asking for a call", language)
    walker.press_with_mistakes("asking for a call, nothing chosen", page, MAIN, language)
    page.locator("[name=way]:not([value=now])").first.check()
    press(page, MAIN)
    walker.eye.look(page, "asking for a call, asked", language)
    press(page, WANT.format("choose"))
    walker.eye.look(page, "asking for a call, another time", language)
    walker.visit("asking for a call, asked", language, f"/{language}/video/yours/")
    press(page, WANT.format("cancel"))
    walker.eye.look(page, "asking for a call, cancel it", language)
    press(page, MAIN)
    walker.eye.look(page, "asking for a call, cancelled", language)


def _doors(walker: Walker, page: Page, told: dict[str, Any], language: str) -> None:
    """Come with no link, with one that was used, too early, and without a line."""
    page.goto(f"/{language}/video/join/")
    _part(page, "none")
    walker.eye.look(page, "video, no link", language)
    for link, part in (("used", "over"), ("early", "early"), ("fresh", "offline")):
        page.goto("about:blank")
        page.goto(told[link])
        _part(page, "ready")
        walker.eye.look(page, "video, a link", language)
        if part == "offline":
            page.route("**/api/v1/video/links", lambda route: route.abort())
        page.locator("[data-do=open]:visible").click()
        _part(page, part)
        walker.eye.look(page, f"video, a link, {part}", language)
    page.unroute("**/api/v1/video/links")


def _ends(walker: Walker, page: Page, over: dict[str, list[str]], language: str) -> None:
    """Come back to a call that is over, by the key that the browser has."""
    for state, (call, name, key) in over.items():
        page.context.add_cookies([{"name": name, "value": key, "url": walker.site.url}])
        page.goto(f"/{language}/video/call/{call}/")
        _part(page, "")
        walker.eye.look(page, f"video, {state}", language)
        _desk(walker, f"call, {state}", CALL.format(call), language)
        if state == "moved":
            walker.visit("video, where it was moved to", language, f"/{language}/video/call/{call}/times/")


def _up_to_waiting(walker: Walker, page: Page, link: str, language: str) -> None:
    """Agree, try the devices, and wait."""
    page.goto("about:blank")
    page.goto(link)
    page.locator("[data-do=open]:visible").click()
    _part(page, "consent")
    walker.eye.look(page, "video, before the call", language)
    page.locator(GO_ON).click()
    walker.eye.look(page, "video, before the call, not agreed", language, errors=True)
    page.locator("[name=call]").check()
    page.locator(GO_ON).click()
    _part(page, "test")
    walker.eye.look(page, "video, test", language)
    page.locator("[data-do=test]").click()
    page.locator("[data-check=relay][data-works]").wait_for(timeout=PATIENCE)
    page.locator("[data-do=chime]").click()
    page.locator("[data-heard]").wait_for(timeout=PATIENCE)
    walker.eye.look(page, "video, test, no camera", language)
    page.locator("[data-do=unheard]").click()
    walker.eye.look(page, "video, test, no sound", language)
    page.locator("[data-do=wait]:visible").click()
    _part(page, "waiting")
    page.locator("[data-position]:not(:empty)").wait_for()
    walker.eye.look(page, "video, waiting", language)
    waits = page.url
    walker.visit("video, another time", language, f"{waits}times/")
    page.goto(waits)
    _part(page, "waiting")


def _elsewhere(walker: Walker, page: Page, language: str) -> None:
    """Open the call in another window too, and bring it back."""
    other = page.context.new_page()
    other.goto(page.url)
    _part(page, "displaced")
    walker.eye.look(page, "video, in another window", language)
    page.locator("[data-do=reload]").click()
    _part(page, "waiting")
    other.close()


def _officer(walker: Walker, page: Page, told: dict[str, Any], language: str) -> None:
    """The officer's side, from the queue to the outcome, and what the resident sees meanwhile."""
    for name in ("ahead", "in_person"):
        _desk(walker, f"call, {name}", CALL.format(told[name]), language)
    desk = walker.staff(language)
    desk.locator("[data-do=link-show]").or_(desk.locator("[data-do=miss]")).first.wait_for()
    _desk(walker, "calls, somebody waits", QUEUE, language)
    if language == "en":
        take(desk, "queue")
    call = page.url.rstrip("/").split("/")[-1]
    _desk(walker, "call, somebody waits", CALL.format(call), language)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.locator("[data-do=join]").click()
    _part(desk, "room")
    _part(page, "room")
    _in_the_room(walker, desk, page, language)
    desk.locator("[data-do=end]").click()
    _part(desk, "wrap")
    walker.eye.look(desk, "call, outcome", language, public=False)
    desk.locator(DECIDE).click()
    desk.locator("[data-error] a").first.wait_for()
    walker.eye.look(desk, "call, outcome, with mistakes", language, public=False, errors=True)
    _part(page, "over")
    walker.eye.look(page, "video, the officer ended it", language)
    desk.locator("[name=outcome]").first.check()
    desk.locator("#outcome-reason").fill("Robin Roy")
    desk.locator(DECIDE).click()
    _part(desk, "done")
    walker.eye.look(desk, "call, closed", language, public=False)


def _in_the_room(walker: Walker, desk: Page, page: Page, language: str) -> None:
    """Write, ask for a photo, and have an interpreter join."""
    for side in (desk, page):
        side.locator("#chat-text").fill("Robin Roy")
        side.locator("form[data-form=chat] button").click()
    page.locator("[data-chat] li").nth(1).wait_for(timeout=PATIENCE)
    desk.locator("[data-do=ask-still]").click()
    page.locator("[data-request]").wait_for(timeout=PATIENCE)
    walker.eye.look(page, "video, in the call, asked for a photo", language)
    page.locator("[data-do=refuse]").click()
    # A look at the page has opened what is folded.
    if (folded := desk.locator(".video-beside details:not([open]) summary")).count():
        folded.click()
    desk.locator("#person-label").fill("Robin Roy")
    desk.locator("form[data-form=person] button").click()
    desk.locator("[data-person-link]").wait_for(timeout=PATIENCE)
    walker.eye.look(desk, "call, in it", language, public=False)
    link = desk.locator("#person-link").input_value()
    interpreter = walker.page(language, "interpreter")
    interpreter.goto(link)
    interpreter.locator("[data-do=open]:visible").click()
    _part(interpreter, "test")
    interpreter.locator("[data-do=test]").click()
    interpreter.locator("[data-do=wait]:visible").click(timeout=PATIENCE)
    _part(interpreter, "room")
    walker.eye.look(interpreter, "video, in the call, as interpreter", language)
    interpreter.context.close()
