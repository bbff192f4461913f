"""A resident and an officer in two browsers, with cameras that play a film of three colours."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browsers import chromium
from tests.journeys.staff import sign_in

COLOURS = {"red": (200, 30, 30), "green": (30, 160, 60), "blue": (40, 60, 200)}
# Types of the demonstration whose policy offers no calls, so that no rule allows a recording either.
NEVER_RECORDED = {"graffiti", "hit-and-run", "lost-property"}
FRAMES, SIZE = 20, (640, 480)
FLAGS = [
    # Without it there are no candidates on a machine that has nothing but loopback.
    "--allow-loopback-in-peer-connection",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]


def film(path: Path) -> Path:
    """Write what the camera shows: a second of each colour, over and over."""
    with path.open("wb") as out:
        for colour in COLOURS.values():
            picture = io.BytesIO()
            Image.new("RGB", SIZE, colour).save(picture, "JPEG", quality=90)
            out.write(picture.getvalue() * FRAMES)
    return path


@contextmanager
def cameras(folder: Path) -> Iterator[Browser]:
    """Chromium whose camera plays the film."""
    with sync_playwright() as playwright:
        flags = [*FLAGS, f"--use-file-for-fake-video-capture={film(folder / 'camera.mjpeg')}"]
        yield chromium(playwright, *flags)


def colour_of(picture: bytes) -> str:
    """Which colour of the film a picture shows."""
    seen = Image.open(io.BytesIO(picture)).convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert isinstance(seen, tuple)
    return min(
        COLOURS,
        key=lambda name: sum((one - other) ** 2 for one, other in zip(COLOURS[name], seen, strict=True)),
    )


class Site(Protocol):
    """What a meeting takes place on: it has an address."""

    @property
    def url(self) -> str:
        """Where it answers."""


class Meeting:
    """Vic and the resident of a report, each with one page."""

    number: str

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.vic = self.open_desk()
        self.vic.context.grant_permissions(["microphone", "camera"])
        self.vic.on("dialog", lambda dialog: dialog.accept())
        self.resident = self.open_phone()

    def open_desk(self) -> Page:
        """Sign Vic in."""
        return sign_in(self.browser, self.site.url, "vic", "/desk/")

    def open_phone(self) -> Page:
        """Open a phone that has a camera."""
        context = self.browser.new_context(
            base_url=self.site.url,
            viewport={"width": 360, "height": 740},
            locale="en-CA",
            # Behind nginx the site has a certificate that it made itself.
            ignore_https_errors=True,
        )
        context.grant_permissions(["camera", "microphone"])
        return context.new_page()

    def waiting(self, language: str = "en", *, recorded: bool = False) -> list[str]:
        """The reports of people who write in a language and have no call yet; `recorded` of types that allow it."""
        found = []
        for status in ("submitted", "under_review"):
            items = self.vic.request.get(f"/api/v1/desk/reports?status={status}").json()["items"]
            found += [each for each in items if each["language"] == language]
        return [
            each["number"]
            for each in found
            if self._may_be_met(each["number"])
            and (not recorded or each["report_type"] not in NEVER_RECORDED)
        ]

    def _may_be_met(self, number: str) -> bool:
        told = self.vic.request.get(f"/api/v1/desk/reports/{number}/video").json()
        return bool(told["ways"]) and not told["items"]

    def invite(self, number: str) -> str:
        """Vic invites the person of a report, and has a link shown."""
        self.vic.goto(f"/desk/{number}/")
        self.vic.get_by_role(
            "button", name=re.compile("^(Invite to a video call|Inviter à un appel vidéo)$")
        ).click()
        self.vic.locator("[data-do=link-show]").click()
        expect(self.vic.locator("[data-link]")).to_have_value(re.compile("/video/join/#"))
        return self.vic.locator("[data-link]").input_value()

    def come_in(self, link: str, *, recorded: bool = False) -> None:
        """The resident opens the link, agrees, to a recording too if so wanted, tries the devices and waits."""
        page = self.resident
        page.goto(link)
        page.get_by_role("button", name="Open my call").click()
        page.get_by_label("I agree to the video call").check()
        if recorded:
            page.get_by_label("Yes, the call may be recorded").check()
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Try now").click()
        page.get_by_role("button", name="Wait for an officer").click(timeout=60000)
        expect(page.locator("#call[data-part=waiting]")).to_be_visible()

    def join(self) -> None:
        """Vic joins, and sees the scene."""
        self.vic.get_by_role("button", name="Join the call").click()
        expect(self.vic.locator("#call[data-first-frame]")).to_be_visible(timeout=60000)
        expect(self.vic.locator("#call[data-state=live]")).to_be_visible()

    def frames(self) -> int:
        """How many pictures of the resident's camera Vic's browser has shown."""
        return int(self.vic.locator("figure[data-role=resident]").get_attribute("data-frames") or 0)

    def see_more(self, than: int) -> None:
        """Wait until more pictures came."""
        expect(self.vic.locator("figure[data-role=resident]")).not_to_have_attribute(
            "data-frames", str(than), timeout=30000
        )
