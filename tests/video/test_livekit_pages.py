"""The pages' side of a call through LiveKit, in Chromium, against a server that speaks its signalling on loopback."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from livekit.protocol import models
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browsers import chromium
from tests.journeys.meeting import FLAGS
from tests.video.livekit.server import MediaServer, media_server, program, until
from tests.video.test_connecting import SITE, answer

pytestmark = pytest.mark.browser
ROOM = "0d6f4a4e4d544d0e9a543f1f0f5d2b11"
RESIDENT = {"id": "11111111-0000-4000-8000-000000000001", "role": "resident", "here": True, "name": ""}
OFFICER = {"id": "22222222-0000-4000-8000-000000000002", "role": "officer", "here": True, "name": "Vic"}
PEOPLE = [RESIDENT, OFFICER]
# Pages here come from the test, and Chromium takes what has no address for far away: such pages reach no loopback.
LEAVE = "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets"
SEES = "side.guests[0]?.frames > 5"


def identity(person: dict[str, Any]) -> str:
    """How the server knows somebody."""
    return str(person["id"]).replace("-", "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium with a camera."""
    with sync_playwright() as playwright:
        yield chromium(playwright, *FLAGS, LEAVE)


@pytest.fixture
def media(browser: Browser) -> Iterator[MediaServer]:
    """The media server."""
    with media_server(browser) as server:
        yield server
        assert server.troubles == []


class Side:
    """Somebody's page, with our own server in its place: it gives tokens, or none."""

    def __init__(self, browser: Browser, media: MediaServer, me: dict[str, Any]) -> None:
        self.media, self.me = media, me
        self.gives: dict[str, Any] = {}
        self.status, self.given = 200, 0
        context = browser.new_context(permissions=["camera", "microphone"])
        self.page: Page = context.new_page()
        self.page.route("**/*", answer)
        self.page.route("**/call", self.call)
        self.page.goto(f"{SITE}/")
        self.page.evaluate(program("side"), {"me": me, "people": PEOPLE, "pictures": me is RESIDENT})

    def call(self, route: Route) -> None:
        """Answer as the site answers `GET video/calls/{call}`."""
        self.given += 1
        token = self.media.token(identity(self.me), ROOM, number=self.given)
        route.fulfill(
            status=self.status, json={"livekit": {"url": self.media.url, "token": token}} | self.gives
        )

    def until(self, condition: str, *arguments: Any) -> None:
        """Wait for something in the page."""
        self.page.wait_for_function(condition, timeout=30000)

    def told(self) -> list[str]:
        """What the page learned."""
        return list(self.page.evaluate("side.told"))

    def wait_for(self, what: str) -> None:
        """Wait until the page learned of something."""
        self.until(f"side.told.includes('{what}')")


Sides = tuple[Side, Side]


@pytest.fixture
def sides(browser: Browser, media: MediaServer) -> Iterator[tuple[Side, Side]]:
    """The resident's page and the officer's, in the room."""
    resident, officer = Side(browser, media, RESIDENT), Side(browser, media, OFFICER)
    officer.until(SEES)
    yield resident, officer
    for each in (resident, officer):
        each.page.context.close()


def test_each_comes_in_by_their_own_token_and_sends_what_they_have(media: MediaServer, sides: Sides) -> None:
    assert {claims["sub"] for claims, _again in media.came} == {identity(RESIDENT), identity(OFFICER)}
    assert {claims["video"]["room"] for claims, _again in media.came} == {ROOM}
    sources = models.TrackSource
    asked = [(who, told) for who, kind, told in media.said if kind == "add_track"]
    sent = {(who, told.source, *(each.codec for each in told.simulcast_codecs)) for who, told in asked}
    assert sent == {
        (identity(RESIDENT), sources.CAMERA, "vp8"),
        (identity(RESIDENT), sources.MICROPHONE),
        (identity(OFFICER), sources.MICROPHONE),
    }
    assert all(side.told() == ["reached"] for side in sides)


def test_the_ladder_sees_the_line_and_the_officer_no_path(sides: Sides) -> None:
    resident, officer = sides
    resident.until("side.stats?.includes('remote-inbound-rtp') && side.stats.includes('candidate-pair')")
    assert "candidate-pair" not in officer.page.evaluate("side.stats")


def test_a_picture_that_is_taken_away_comes_back_and_sound_goes_on(media: MediaServer, sides: Sides) -> None:
    resident, officer = sides
    resident.page.evaluate("side.sound.enabled = false")
    resident.page.evaluate("side.server.put('video', null)")
    officer.until("!side.guests[0].stream.getVideoTracks().length")
    officer.until("side.guests[0].stream.getAudioTracks().length")
    resident.page.evaluate("side.server.put('video', side.picture)")
    officer.until(SEES)
    # Who muted themselves stays mute, and the picture on their own screen stays.
    assert resident.page.evaluate("[side.sound.enabled, side.picture.readyState]") == [False, "live"]


def test_a_line_that_breaks_is_taken_up_with_the_renewed_token(media: MediaServer, sides: Sides) -> None:
    resident, officer = sides
    seat = media.seats[identity(RESIDENT)]
    seat.say(refresh_token=media.token(identity(RESIDENT), ROOM, renewed=True))
    resident.page.wait_for_timeout(200)
    seat.line.cut()
    resident.wait_for("reconnected")
    claims, again = media.came[-1]
    assert (claims["renewed"], again) == (True, True)
    before = officer.page.evaluate("side.guests[0].frames")
    officer.until(f"side.guests[0].frames > {before} + 5")


def test_who_is_put_out_comes_back_only_with_a_token_of_ours(media: MediaServer, sides: Sides) -> None:
    resident, officer = sides
    media.ask("DeleteRoom", {"room": ROOM})
    for side in sides:
        side.wait_for("reconnected")
    assert media.came[-1][0]["number"] == 2
    officer.until(SEES)
    # Taken off the call: our server knows them no more.
    resident.status = 401
    media.ask("RemoveParticipant", {"room": ROOM, "identity": identity(RESIDENT)})
    officer.until("side.guests[0].state === 'connecting'")
    until(resident.page, lambda: resident.given == 3)
    resident.page.wait_for_timeout(1000)
    assert (resident.given, identity(RESIDENT) in media.seats) == (3, False)
    officer.page.evaluate("side.roster([side.server.me])")
    officer.wait_for("closed")


def test_a_call_that_is_over_leaves_the_room(media: MediaServer, sides: Sides) -> None:
    resident, officer = sides
    officer.page.evaluate("side.server.close()")
    until(officer.page, lambda: identity(OFFICER) not in media.seats)
    resident.until("side.guests[0].state === 'connecting'")
    assert resident.page.evaluate("side.picture.readyState") == "live"


def test_a_server_that_refuses_is_tried_again_with_new_tokens(browser: Browser, media: MediaServer) -> None:
    media.refuses = True
    resident = Side(browser, media, RESIDENT)
    resident.wait_for("unreached")
    media.refuses = False
    resident.wait_for("reached")
    assert resident.given > 1
    assert media.came[-1][0]["number"] == resident.given
    resident.page.context.close()


def test_a_server_that_is_gone_is_told_and_found_again(browser: Browser, media: MediaServer) -> None:
    resident = Side(browser, media, RESIDENT)
    resident.wait_for("reached")
    port = media.http.server_port
    media.close()
    resident.wait_for("unreached")
    assert resident.page.evaluate("side.server.path()") == {"relay": False, "direct": False}
    with media_server(browser, port):
        resident.until("side.told.filter((each) => each === 'reached').length === 2")
        assert resident.page.evaluate("side.server.path()") == {"relay": None, "direct": True}
    resident.page.context.close()


def test_the_script_is_the_one_that_is_noted() -> None:
    folder = Path(str(finders.find("video/vendor/livekit-client")))
    noted = re.search(r"SHA-256: `([0-9a-f]{64})`", (folder / "README.md").read_text("utf-8"))
    assert noted
    assert noted[1] == hashlib.sha256((folder / "livekit-client.umd.js").read_bytes()).hexdigest()
