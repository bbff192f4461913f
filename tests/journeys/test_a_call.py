"""An officer meets a resident by video, in two browsers: from the invitation to an outcome that moves the report."""

import hashlib
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.instance import Instance
from tests.journeys.meeting import COLOURS, Meeting, cameras, colour_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a camera."""
    with cameras(tmp_path_factory.mktemp("camera")) as found:
        yield found


@pytest.fixture
def meeting(site: Instance, browser: Browser) -> Iterator[Meeting]:
    """Vic and a resident who waits for him."""
    meeting = Meeting(browser, site)
    meeting.number = meeting.waiting()[0]
    link = meeting.invite(meeting.number)
    meeting.come_in(link)
    yield meeting
    for context in browser.contexts:
        context.close()


def test_the_officer_sees_the_scene_keeps_a_still_and_the_outcome_moves_the_report(meeting: Meeting) -> None:
    vic, resident = meeting.vic, meeting.resident
    meeting.join()
    # What was said of the link is not news any more.
    expect(vic.locator("[data-status]")).to_be_empty()

    # What the officer asks for is the resident's to do; the still is the same in browser, server and disk.
    vic.get_by_role("button", name="Take a photo").click()
    expect(resident.locator("[data-request]")).to_contain_text("asks for a photo")
    resident.locator("[data-do=accept]").click()
    still = vic.locator("[data-stills] li")
    expect(still).to_have_count(1, timeout=30000)
    address = still.locator("a").get_attribute("href") or ""
    picture = vic.request.get(address).body()
    assert hashlib.sha256(picture).hexdigest() == still.get_attribute("data-sha256")
    assert colour_of(picture) in COLOURS
    expect(still).to_contain_text("the person has not agreed")
    expect(resident.locator("[data-stills] li")).to_contain_text("Not kept yet: you decide")
    resident.get_by_role("button", name="Keep it as evidence").click()
    expect(resident.locator("[data-stills] li")).to_contain_text("Kept as evidence")
    expect(vic.locator("[data-stills] [data-evidence=agreed]")).to_have_count(1)

    # Words go both ways, and stay when either page is loaded anew.
    vic.locator("#chat-text").fill("Show me the door.")
    vic.get_by_role("button", name="Send message").click()
    expect(resident.locator("[data-chat]")).to_contain_text("Show me the door.")
    resident.reload()
    expect(resident.locator("#call[data-connection=connected]")).to_be_visible(timeout=30000)
    expect(resident.locator("[data-chat]")).to_contain_text("Show me the door.")
    meeting.see_more(meeting.frames())
    vic.reload()
    expect(vic.locator("#call[data-first-frame]")).to_be_visible(timeout=30000)

    # Without an outcome no call is closed; with one the report moves at once.
    vic.get_by_role("button", name="End the call").click()
    expect(resident.locator("#call[data-part=over]")).to_be_visible()
    vic.get_by_role("button", name="Record the outcome and close").click()
    expect(vic.locator("[data-error]")).to_contain_text("Choose an outcome")
    vic.get_by_label("Send forensic investigators").check()
    vic.locator("#outcome-reason").fill("Traces at the window.")
    vic.locator("#outcome-preserve").fill("Do not touch the frame.")
    vic.get_by_role("button", name="Record the outcome and close").click()
    expect(vic.locator("#call[data-state=closed]")).to_be_visible()
    report = vic.request.get(f"/api/v1/desk/reports/{meeting.number}").json()
    assert report["status"] == "under_review"
    vic.get_by_role("button", name="They are on their way").click()
    expect(vic.locator("[data-dispatch]")).to_be_hidden()


def test_an_interpreter_joins_and_all_see_each_other(meeting: Meeting) -> None:
    vic = meeting.vic
    meeting.join()
    vic.get_by_text("Add an interpreter or a support person").click()
    vic.locator("#person-label").fill("Ukrainian")
    vic.get_by_role("button", name="Make a link").click()
    expect(vic.locator("#person-link")).to_have_value(re.compile("/video/join/#"))
    interpreter = meeting.open_phone()
    interpreter.goto(vic.locator("#person-link").input_value())
    interpreter.get_by_role("button", name="Open my call").click()
    interpreter.get_by_role("button", name="Try now").click()
    interpreter.get_by_role("button", name="Wait for an officer").click(timeout=60000)
    for page in (vic, meeting.resident, interpreter):
        expect(page.locator("[data-others] figure[data-connection=connected]")).to_have_count(
            2, timeout=30000
        )
        expect(page.locator("[data-people] li")).to_have_count(3)
    expect(meeting.resident.locator("[data-people]")).to_contain_text("Ukrainian")


def test_a_camera_that_fails_leaves_photos_words_and_the_phone(site: Instance, browser: Browser) -> None:
    meeting = Meeting(browser, site)
    link = meeting.invite(meeting.waiting()[-1])
    page = meeting.resident
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); };"
    )
    page.goto(link)
    page.get_by_role("button", name="Open my call").click()
    page.get_by_label("I agree to the video call").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Try now").click()
    expect(page.locator("[data-help]")).to_contain_text("This is how to allow it")
    page.get_by_role("button", name="Go on without a camera").click()
    expect(page.locator("#call[data-part=waiting]")).to_be_visible()
    meeting.vic.get_by_role("button", name="Join the call").click()
    page.locator("#chat-text").fill("I have no camera.")
    page.get_by_role("button", name="Send message").click()
    expect(meeting.vic.locator("[data-chat]")).to_contain_text("I have no camera.")
    page.get_by_role("button", name="Go on by phone").click()
    expect(page.locator("#call[data-part=phone]")).to_be_visible()
    expect(meeting.vic.locator("#call[data-part=phone]")).to_be_visible()
