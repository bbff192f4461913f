"""In Chromium: the line goes away while somebody writes, sends a photo, presses Continue. Nothing is lost."""

import io
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.citizen import Camille, Device
from tests.journeys.instance import Instance

pytestmark = pytest.mark.browser
SAVED = re.compile("^Saved")
GONE = re.compile("No connection")


@pytest.fixture
def camille(site: Instance, browser: Browser) -> Iterator[Camille]:
    """Camille on a phone, with a draft."""
    device = Device(360)
    context = device.open(browser, site.url)
    camille = Camille(context.new_page(), device)
    camille.begin()
    yield camille
    context.close()


def at(camille: Camille, step: str) -> Page:
    """Open another step of the draft."""
    page = camille.page
    page.wait_for_url(re.compile("/place/"))
    page.goto(page.url.replace("/place/", f"/{step}/"))
    return page


def test_what_is_typed_without_a_line_stays_and_goes_on_by_itself(camille: Camille) -> None:
    page = at(camille, "story")
    story = page.locator("textarea").first
    story.fill("The lock was cut.")
    expect(page.locator("[data-line]")).to_have_text(SAVED)
    page.context.set_offline(True)
    story.fill("The lock was cut. Then they left.")
    page.locator("[name=continue]").click()
    expect(page.locator("[data-line]")).to_have_text(GONE)
    assert page.url.endswith("/story/")
    page.route("**/save/", lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()
    expect(story).to_have_value("The lock was cut. Then they left.")
    page.unroute("**/save/")
    expect(page.locator("[data-line]")).to_have_text(SAVED, timeout=15000)
    assert page.evaluate("sessionStorage.length") == 0


def test_continue_stays_when_the_site_is_gone_without_a_sign(camille: Camille) -> None:
    page = camille.page
    page.clock.install()
    page = at(camille, "story")
    with page.expect_response("**/save/"):
        page.locator("textarea").first.fill("The lock was cut.")
    # The page has read the answer, and keeps nothing more: only then does time pass, or the server was heard just now.
    while page.evaluate("sessionStorage.length"):
        page.wait_for_timeout(50)
    page.clock.fast_forward("00:30")
    page.route("**/en/report/**", lambda route: route.abort("connectionrefused"))
    page.locator("[name=continue]").dblclick()
    expect(page.locator("[data-line]")).to_have_text(GONE)
    assert page.url.endswith("/story/")
    page.unroute("**/en/report/**")
    page.wait_for_url(re.compile("/story/|/photos/"), timeout=15000)
    expect(page.locator("main")).to_contain_text("There is a problem", timeout=15000)
    expect(page.locator("textarea").first).to_have_value("The lock was cut.")


def test_continue_waits_while_the_site_is_started_anew(camille: Camille) -> None:
    camille.page.clock.install()
    page = at(camille, "photos")
    page.clock.fast_forward("00:30")
    page.route("**/save/", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))
    page.locator("[name=continue]").click()
    expect(page.locator("[data-line]")).to_have_text(GONE)
    page.unroute("**/save/")
    page.wait_for_url(re.compile("/you/"), timeout=15000)


def test_a_report_is_sent_when_the_site_is_there_again(camille: Camille) -> None:
    page = at(camille, "check")
    page.route("**/en/report/**", lambda route: route.abort("connectionrefused"))
    page.locator("[name=declaration]").check()
    page.wait_for_timeout(300)
    page.locator("main form button").last.click()
    expect(page.locator("[data-line]")).to_have_text(re.compile("not sent yet"))
    page.unroute("**/en/report/**")
    expect(page.locator("main")).to_contain_text("There is a problem", timeout=15000)


def test_a_link_takes_along_what_was_typed_a_moment_ago(camille: Camille) -> None:
    page = at(camille, "story")
    page.locator("textarea").first.fill("The lock was cut.")
    page.get_by_role("link", name="Français").click()
    page.wait_for_url(re.compile("/fr/"))
    expect(page.locator("textarea").first).to_have_value("The lock was cut.")


def test_a_link_without_a_line_leaves_the_page_with_what_was_typed(camille: Camille) -> None:
    page = at(camille, "story")
    page.context.set_offline(True)
    page.locator("textarea").first.fill("The lock was cut.")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("[data-line]")).to_have_text(GONE)
    assert page.url.endswith("/en/report/theft/story/")
    page.context.set_offline(False)
    expect(page.locator("[data-line]")).to_have_text(SAVED)


def test_continue_leads_to_both_texts_of_two_windows(camille: Camille) -> None:
    page = at(camille, "story")
    other = page.context.new_page()
    other.goto(page.url)
    for window, text in ((page, "The lock was cut."), (other, "The door was open.")):
        with window.expect_response("**/save/"):
            window.locator("textarea").first.fill(text)
    expect(other.locator("[data-line]")).to_contain_text("changed on another device")
    other.locator("[name=continue]").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Choose which answers to keep")
    expect(other.locator("main")).to_contain_text("The door was open.")
    expect(other.locator("main")).to_contain_text("The lock was cut.")


def test_a_photo_goes_on_where_it_was(camille: Camille) -> None:
    page = at(camille, "photos")
    dropped: list[str] = []

    def drop_the_second(route: Route) -> None:
        if route.request.method == "PATCH" and route.request.headers["upload-offset"] != "0" and not dropped:
            dropped.append(route.request.headers["upload-offset"])
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/**", drop_the_second)
    page.locator("[name=photos]").set_input_files(
        [
            {"name": "lock.jpg", "mimeType": "image/jpeg", "buffer": large_photo()},
            {"name": "page.jpg", "mimeType": "image/jpeg", "buffer": b"<html><script>1</script>"},
        ]
    )
    expect(page.locator(".file__name", has_text="lock.jpg")).to_be_visible(timeout=15000)
    expect(page.locator(".upload--refused")).to_contain_text("This file is not a photo or a PDF.")
    assert dropped == [str(512 * 1024)]
    page.locator("[name^=caption-]").fill("The cut lock")
    expect(page.locator("[data-line]")).to_have_text(SAVED)
    page.reload()
    expect(page.locator("[name^=caption-]")).to_have_value("The cut lock")


def test_continue_stays_with_a_file_that_was_refused_meanwhile(camille: Camille) -> None:
    page = at(camille, "photos")
    page.context.set_offline(True)
    page.locator("[name=photos]").set_input_files(
        {"name": "page.jpg", "mimeType": "image/jpeg", "buffer": b"<html><script>1</script>"}
    )
    page.locator("[name=continue]").click()
    expect(page.locator("[data-line]")).to_have_text(re.compile("still being sent"))
    page.context.set_offline(False)
    expect(page.locator("[data-line]")).to_have_text(re.compile("was not added"), timeout=15000)
    expect(page.locator(".upload--refused")).to_contain_text("This file is not a photo or a PDF.")
    assert page.url.endswith("/photos/")


def large_photo() -> bytes:
    """A photo that is sent in several pieces."""
    size = (900, 700)
    kept = io.BytesIO()
    Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3)).save(
        kept, "JPEG", quality=95
    )
    return kept.getvalue()


def test_leaving_quickly_takes_what_was_typed_out_of_the_tab(camille: Camille) -> None:
    page = at(camille, "story")
    address = page.url.removesuffix("story/")
    page.route("https://www.theweathernetwork.com/**", lambda route: route.fulfill(body="Weather"))
    length = page.evaluate("history.length")
    page.locator("textarea").first.fill("The lock was cut.")
    page.keyboard.press("Escape")
    expect(page.locator("[data-leave-key]")).to_have_text("Press Esc again to leave")
    page.keyboard.press("Escape")
    page.wait_for_url("https://www.theweathernetwork.com/**")
    assert page.evaluate("history.length") == length
    page.go_back(wait_until="commit")
    page.wait_for_url("https://www.theweathernetwork.com/**")
    page.goto(f"{address}begin/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You have begun this report")
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When and where")


def test_a_clock_that_is_wrong_ends_nothing_and_the_servers_does(camille: Camille) -> None:
    page = camille.page
    page.clock.install(time=datetime.now(UTC) + timedelta(days=60))
    page = at(camille, "story")
    page.clock.run_for(3000)
    expect(page.locator("[data-ending]")).not_to_be_visible()
    page.clock.fast_forward(timedelta(days=31) // timedelta(milliseconds=1))
    expect(page.get_by_role("link", name="Begin again")).to_be_focused()
