"""The same meeting with the engine `livekit`: pages, their policy, a media server that comes and goes."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.instance import Instance, running
from tests.journeys.meeting import COLOURS, Meeting, cameras, colour_of
from tests.journeys.once import ONCE
from tests.video.livekit.server import KEY, SECRET, MediaServer, media_server, until

pytestmark = [pytest.mark.browser, ONCE]
CUT = "Pictures and sound do not get through now"
FIRST_FRAME = """() => new Promise((done) => {
  const look = () => ("firstFrame" in document.querySelector("#call").dataset ? done() : setTimeout(look, 5));
  look();
})"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a camera."""
    with cameras(tmp_path_factory.mktemp("camera")) as found:
        yield found


@pytest.fixture(scope="module")
def media(browser: Browser) -> Iterator[MediaServer]:
    """The media server."""
    with media_server(browser) as server:
        yield server


@pytest.fixture(scope="module")
def site(
    media: MediaServer, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Instance]:
    """The demonstration, whose calls go through the media server."""
    keys = {"LIVEKIT_URL": media.url, "LIVEKIT_API_KEY": KEY, "LIVEKIT_API_SECRET": SECRET}
    with running(tmp_path_factory.mktemp("livekit"), VIDEO_ENGINE="livekit", **keys) as instance:
        yield instance


@pytest.fixture
def meeting(site: Instance, browser: Browser) -> Iterator[Meeting]:
    """Vic and a resident who waits for him."""
    meeting = Meeting(browser, site)
    meeting.number = meeting.waiting()[0]
    meeting.come_in(meeting.invite(meeting.number))
    yield meeting
    for page in (meeting.vic, meeting.resident):
        page.context.close()


def test_the_officer_sees_the_scene_a_third_comes_and_goes_and_the_end_is_the_rooms(
    meeting: Meeting, media: MediaServer
) -> None:
    vic, resident = meeting.vic, meeting.resident
    expect(resident.locator("#call[data-part=waiting]")).to_be_visible()
    meeting.join()
    meeting.see_more(meeting.frames())
    vic.get_by_role("button", name="Take a photo").click()
    resident.locator("[data-do=accept]").click()
    still = vic.locator("[data-stills] li")
    expect(still).to_have_count(1, timeout=30000)
    assert colour_of(vic.request.get(still.locator("a").get_attribute("href") or "").body()) in COLOURS

    vic.get_by_text("Add an interpreter or a support person").click()
    vic.locator("#person-label").fill("Ukrainian")
    vic.get_by_role("button", name="Make a link").click()
    expect(vic.locator("#person-link")).to_have_value(re.compile("/video/join/#"))
    interpreter = meeting.open_phone()
    interpreter.goto(vic.locator("#person-link").input_value())
    interpreter.get_by_role("button", name="Open my call").click()
    interpreter.get_by_role("button", name="Try now").click()
    interpreter.get_by_role("button", name="Wait for an officer").click(timeout=60000)
    for page in (vic, resident, interpreter):
        expect(page.locator("[data-others] figure[data-connection=connected]")).to_have_count(
            2, timeout=30000
        )
    place = interpreter.evaluate("document.querySelector('#call').dataset.base")
    me = interpreter.request.get(place).json()["me"]["id"]
    vic.request.post(
        f"{place.replace('/video/', '/desk/video/')}/people/{me}/remove",
        data={},
        headers={
            "X-CSRFToken": vic.locator("#call").get_attribute("data-csrf") or "",
            "Origin": meeting.site.url,
        },
    )
    expect(vic.locator("[data-others] figure")).to_have_count(1)
    removed = ("RemoveParticipant", me.replace("-", ""))
    until(vic, lambda: removed in [(each, told.get("identity")) for each, told in media.asked])
    assert me.replace("-", "") not in media.seats
    interpreter.context.close()

    vic.reload()
    expect(vic.locator("#call[data-first-frame]")).to_be_visible(timeout=30000)
    vic.get_by_role("button", name="End the call").click()
    expect(resident.locator("#call[data-part=over]")).to_be_visible()
    expect(vic.locator("#call[data-part=wrap]")).to_be_visible()
    until(vic, lambda: "DeleteRoom" in {method for method, _told in media.asked})
    assert media.seats == {}


def test_without_the_media_server_words_photos_and_the_phone_are_left(
    meeting: Meeting, media: MediaServer
) -> None:
    vic, resident = meeting.vic, meeting.resident
    meeting.join()
    media.refuses = True
    for seat in list(media.seats.values()):
        media.out(seat)
        seat.line.cut()
    for page in (vic, resident):
        expect(page.locator("[data-line-said]")).to_contain_text(CUT, timeout=30000)
    expect(vic.locator("#call[data-state=interrupted]")).to_be_visible()
    resident.locator("#chat-text").fill("Do you see me?")
    resident.get_by_role("button", name="Send message").click()
    expect(vic.locator("[data-chat]")).to_contain_text("Do you see me?")
    resident.locator("[data-do=still]").click()
    expect(vic.locator("[data-stills] li").first).to_be_visible(timeout=30000)

    media.refuses = False
    for page in (vic, resident):
        expect(page.locator("[data-line-said]")).to_be_empty(timeout=30000)
    meeting.see_more(meeting.frames())
    expect(vic.locator("#call[data-state=live]")).to_be_visible()

    media.refuses = True
    resident.get_by_role("button", name="Go on by phone").click()
    expect(vic.locator("#call[data-part=phone]")).to_be_visible()
    media.refuses = False


def test_a_line_lost_with_the_first_picture_is_an_interruption(meeting: Meeting, media: MediaServer) -> None:
    vic = meeting.vic
    vic.get_by_role("button", name="Join the call").click()
    # No expectation of Playwright's looks often enough: the line must break before the page looks at it once more.
    vic.evaluate(FIRST_FRAME)
    media.refuses = True
    for seat in list(media.seats.values()):
        media.out(seat)
        seat.line.cut()
    expect(vic.locator("#call[data-state=interrupted]")).to_be_visible()
    media.refuses = False
    expect(vic.locator("#call[data-state=live]")).to_be_visible(timeout=30000)


def test_only_the_pages_of_a_call_reach_the_media_server(meeting: Meeting, media: MediaServer) -> None:
    host = media.url.removeprefix("ws://")
    for page in (meeting.vic, meeting.resident):
        policy = page.request.get(page.url).headers["content-security-policy"]
        assert f"connect-src 'self' ws://{host} http://{host};" in f"{policy};"
        assert host not in page.request.get("/en/video/join/").headers["content-security-policy"]
