"""A call in each language by people who have a keyboard only, each of its states looked at as the long walk looks."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.hands import Keys
from tests.journeys.instance import Instance
from tests.journeys.meeting import Meeting, cameras
from tests.journeys.once import ONCE
from tests.journeys.walk.look import Eye, Seen

pytestmark = [pytest.mark.browser, ONCE]
OFFICER = "figure[data-role=officer]"
RESIDENT = "figure[data-role=resident]"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a camera."""
    with cameras(tmp_path_factory.mktemp("camera")) as found:
        yield found


@pytest.fixture
def meeting(site: Instance, browser: Browser) -> Iterator[Meeting]:
    """Vic, and somebody with a phone."""
    yield Meeting(browser, site)
    for context in browser.contexts:
        context.close()


def do(name: str) -> str:
    """Where a button of the shown part is."""
    return f"#call [data-do={name}]:visible"


def speak(page: Page, language: str) -> None:
    """Have the desk in a language."""
    page.goto("/admin/account/")
    page.locator("[name=locale-preferred_language]").select_option(language)
    with page.expect_event("domcontentloaded"):
        page.locator("main form footer button[type=submit], main form [type=submit]").last.click()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_call_by_keyboard_reads_well_in_each_state(meeting: Meeting, language: str) -> None:
    speak(meeting.vic, language)
    link = meeting.invite(meeting.waiting(language)[0])
    eye = Eye(Seen())
    resident, vic = Keys(meeting.resident), Keys(meeting.vic)
    phone, desk = resident.page, vic.page

    def look(page: Page, name: str, *, errors: bool = False) -> None:
        eye.look(page, name, language, public=page is phone, errors=errors)

    # The resident comes in.
    phone.goto(link)
    look(phone, "join")
    resident.press(phone.locator("main button:visible").first)
    expect(phone.locator("#call[data-part=consent]")).to_be_visible()
    look(phone, "consent")
    agree = phone.locator("[data-form=consent] button")
    resident.strike(agree)
    expect(phone.locator("[data-errors]")).to_be_focused()
    look(phone, "consent, not given", errors=True)
    resident.tick(phone.locator("#consent-call"))
    resident.answer(agree)
    expect(phone.locator("#call > [data-part=test] h1")).to_be_focused()
    resident.strike(phone.locator(do("test")))
    expect(phone.locator(do("wait"))).to_be_visible(timeout=60000)
    resident.strike(phone.locator(do("chime")))
    resident.strike(phone.locator(do("heard")))
    look(phone, "self-test")
    resident.answer(phone.locator(do("wait")))
    look(phone, "waiting room")
    expect(desk.locator(do("join"))).to_be_visible(timeout=20000)
    look(desk, "somebody waits")

    # Vic joins, shows himself, asks; the resident answers, and goes on writing where they were.
    vic.strike(desk.locator(do("join")))
    expect(desk.locator("#call[data-first-frame]")).to_be_visible(timeout=60000)
    vic.strike(desk.locator(do("camera")))
    expect(phone.locator(f"{OFFICER}[data-pictures]")).to_be_visible(timeout=30000)
    resident.type(phone.locator("#chat-text"), "Here is")
    vic.strike(desk.locator(do("ask-still")))
    expect(phone.locator("[data-request]")).to_be_focused()
    look(phone, "asked for a photo")
    resident.strike(phone.locator(do("accept")))
    expect(phone.locator("#chat-text")).to_be_focused()
    phone.keyboard.type(" the door.")
    resident.strike(phone.locator("[data-form=chat] button"))
    expect(desk.locator("[data-chat]")).to_contain_text("Here is the door.")
    vic.type(desk.locator("#chat-text"), "Thank you.")
    vic.strike(desk.locator("[data-form=chat] button"))
    expect(phone.locator("[data-chat]")).to_contain_text("Thank you.")
    look(phone, "in the call")
    look(desk, "in the call, desk")

    # Who sends no picture is a name; whoever loads the page anew finds their own words.
    vic.strike(desk.locator(do("camera")))
    expect(phone.locator(f"{OFFICER}:not([data-pictures])")).to_be_visible(timeout=30000)
    resident.strike(phone.locator(do("dark")))
    expect(desk.locator(f"{RESIDENT}:not([data-pictures]) [data-sends]")).not_to_be_empty()
    resident.strike(phone.locator(do("dark")))
    expect(desk.locator(f"{RESIDENT}[data-pictures]")).to_be_visible()
    for page in (desk, phone):
        page.reload()
        expect(page.locator("[data-chat] li")).to_have_count(2)
        expect(page.locator("[data-chat] li").first).to_contain_text("Here is the door.")
        expect(page.locator("[data-chat] [data-mine]")).to_have_count(1)

    # The end, with an outcome only.
    vic.strike(desk.locator(do("end")))
    expect(desk.locator("#call > [data-part=wrap] h2")).to_be_focused()
    record = desk.locator("[data-form=outcome] button")
    vic.strike(record)
    expect(desk.locator("[data-error]")).to_be_focused()
    look(desk, "no outcome chosen")
    vic.choose("outcome", "no_dispatch")
    vic.type(desk.locator("#outcome-reason"), "Seen: nothing is left to secure.")
    vic.strike(record)
    expect(desk.locator("#call[data-state=closed]")).to_be_visible()
    look(desk, "closed")
    expect(phone.locator("#call[data-part=over]")).to_be_visible()
    look(phone, "over")
    speak(meeting.vic, "en")
    assert not eye.seen.wrong, "\n".join(eye.seen.wrong)
    assert re.search("/video/join/", " ".join(eye.seen.addresses))
