"""A call is recorded where the resident agreed: it goes on after a reload, ends with their no, and can be watched."""

import hashlib
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.journeys.instance import Instance
from tests.journeys.meeting import Meeting, cameras
from tests.journeys.once import ONCE

pytestmark = [pytest.mark.browser, ONCE]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a camera."""
    with cameras(tmp_path_factory.mktemp("camera")) as found:
        yield found


def test_a_call_is_recorded_until_the_resident_says_no(
    site: Instance, browser: Browser, tmp_path: Path
) -> None:
    meeting = Meeting(browser, site)
    vic, resident = meeting.vic, meeting.resident
    meeting.number = meeting.waiting(recorded=True)[0]
    link = meeting.invite(meeting.number)
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(vic.locator("[data-link-picture]").screenshot())))
    assert code.text == link
    meeting.come_in(link, recorded=True)
    meeting.join()
    record = vic.locator("[data-do=record]")
    record.click()
    expect(record).to_have_attribute("aria-pressed", "true")
    expect(resident.locator("[data-recording-on]")).to_be_visible()
    recordings(meeting, 1, seconds=2)

    # The officer's page is loaded anew: the recording ends whole, and another one goes on.
    vic.reload()
    expect(vic.locator("#call[data-first-frame]")).to_be_visible(timeout=30000)
    expect(record).to_have_attribute("aria-pressed", "true", timeout=30000)
    first, _second = recordings(meeting, 2, seconds=2)

    # The resident takes the yes back.
    resident.get_by_role("button", name="Stop the recording").click()
    expect(resident.locator("[data-recording-on]")).to_be_hidden()
    expect(record).to_have_attribute("aria-pressed", "false")
    meeting.see_more(meeting.frames())
    assert all(each["ended_at"] for each in recordings(meeting, 2))

    # What was recorded verifies without us, and plays.
    at = f"{desk_of(meeting)}/recordings/{first['id']}"
    (tmp_path / "manifest.txt").write_bytes(vic.request.get(f"{at}/manifest").body())
    film = b""
    for number in range(1, first["chunks"] + 1):
        part = vic.request.get(f"{at}/chunks/{number}").body()
        (tmp_path / f"{number:06d}.part").write_bytes(part)
        film += part
    subprocess.run(["sha256sum", "-c", "--strict", "manifest.txt"], cwd=tmp_path, check=True)
    whole = vic.request.get(f"{at}/film")
    assert hashlib.sha256(whole.body()).digest() == hashlib.sha256(film).digest()
    vic.get_by_role("button", name="End the call").click()
    vic.goto(f"/desk/{meeting.number}/")
    watched = vic.locator("video").first
    watched.evaluate("each => { each.muted = true; each.play(); }")
    # How large it is depends on what the line carried.
    expect(watched).not_to_have_js_property("videoWidth", 0, timeout=30000)
    for context in browser.contexts:
        context.close()


def desk_of(meeting: Meeting) -> str:
    """Where the officer's side of the call is in the API."""
    return str(meeting.vic.locator("#call").get_attribute("data-desk"))


def recordings(meeting: Meeting, count: int, seconds: int = 0) -> list[dict[str, int | str]]:
    """Wait until there are so many recordings, the last of so many seconds."""
    for _ in range(300):
        found = meeting.vic.request.get(desk_of(meeting)).json()["recordings"]
        if len(found) == count and found[-1]["chunks"] >= seconds:
            return list(found)
        meeting.vic.wait_for_timeout(100)
    raise AssertionError(found)
