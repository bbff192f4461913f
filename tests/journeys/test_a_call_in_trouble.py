"""A call in which one part of the site after the other dies: pictures go on or come back, and no word is lost.

The parts run as in production (`stage.py`), residents through the relay only. How fast each is back is for the bench.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.journeys.instance import Instance
from tests.journeys.meeting import cameras
from tests.journeys.stage import NGINX, RELAY, TURNSERVER, Stage, StagedMeeting, staged

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif("postgres" not in os.environ.get("DATABASE_URL", ""), reason="needs PostgreSQL"),
    pytest.mark.skipif(not (NGINX and TURNSERVER), reason="nginx or coturn is not installed."),
]
# Keeps what a page hears of another's addresses, from the server and from the browser's own statistics.
WATCH = """(() => {
  const made = window.RTCPeerConnection;
  window.connections = [];
  window.RTCPeerConnection = class extends made {
    constructor(...given) { super(...given); window.connections.push(this); }
  };
})()"""
ADDRESSES = """async () => {
  const found = [];
  for (const each of window.connections) {
    for (const line of (each.remoteDescription?.sdp || "").split(/\\r?\\n/)) {
      if (/^(c=|a=candidate|a=rtcp:|o=)/.test(line)) found.push({ line });
    }
    const report = await each.getStats();
    for (const entry of report.values()) {
      if (entry.type === "remote-candidate") found.push({ ...entry });
    }
    for (const pair of report.values()) {
      const far = pair.type === "candidate-pair" && report.get(pair.remoteCandidateId);
      if (far) found.push({ pair: true, ...far });
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def stage(site: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The site's own parts, beside the demonstration and on its data."""
    bus = "redis" if settings.REDIS_URL else "postgres"
    with staged(site.environment, tmp_path_factory.mktemp("stage"), bus=bus) as stage:
        yield stage


@pytest.fixture(scope="module")
def meeting(
    site: Instance, stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StagedMeeting]:
    """Vic and a resident in a call that is live."""
    with cameras(tmp_path_factory.mktemp("camera")) as browser:
        meeting = StagedMeeting(browser, stage)
        meeting.vic.add_init_script(WATCH)
        meeting.begin(site.ask("tests.journeys.beside", "report"))
        meeting.join()
        yield meeting


def test_the_officer_s_browser_knows_no_address_of_the_resident_but_the_relay_s(
    meeting: StagedMeeting,
) -> None:
    found: list[dict[str, Any]] = meeting.vic.evaluate(ADDRESSES)
    far = [each for each in found if "line" not in each]
    assert far
    assert {each["candidateType"] for each in far} == {"relay"}
    assert {each["address"] for each in far} == {RELAY}
    assert not any(each.get("relatedAddress") not in {None, "", "0.0.0.0"} for each in far)
    lines = [each["line"] for each in found if "line" in each]
    assert any("candidate" in line for line in lines)
    for line in lines:
        if line.startswith("o="):
            assert line.endswith(" IN IP4 127.0.0.1")  # what every browser writes there
        elif line.startswith("a=candidate"):
            assert " typ relay raddr 0.0.0.0 rport 9" in line
            assert RELAY in line
        else:
            assert "IN IP4 0.0.0.0" in line or RELAY in line


def test_pictures_go_on_when_signalling_is_killed_and_no_word_is_lost(
    meeting: StagedMeeting, stage: Stage
) -> None:
    stage.signal.kill()
    seen = meeting.frames()
    say(meeting.vic, "Said while nobody carries it.")
    meeting.see_more(seen)
    stage.signal.start()
    expect(once(meeting.resident, "Said while nobody carries it.")).to_have_count(1, timeout=30000)
    goes_on(meeting, "after signalling")


def test_the_database_may_be_gone_for_a_while(meeting: StagedMeeting, stage: Stage) -> None:
    stage.database.cut()
    say(meeting.resident, "Said without a database.")
    seen = meeting.frames()
    meeting.see_more(seen)
    stage.database.mend()
    expect(once(meeting.vic, "Said without a database.")).to_have_count(1, timeout=30000)
    goes_on(meeting, "after the database")


def test_another_path_is_found_when_the_relay_is_gone(meeting: StagedMeeting, stage: Stage) -> None:
    stage.turn.kill()
    expect(meeting.vic.locator("figure[data-role=resident][data-stalled]")).to_be_visible(timeout=20000)
    stage.turn.start()
    expect(meeting.vic.locator("figure[data-role=resident]:not([data-stalled])")).to_be_visible(timeout=30000)
    goes_on(meeting, "after the relay")


def test_the_network_may_be_away(meeting: StagedMeeting, stage: Stage) -> None:
    stage.away()
    say(meeting.vic, "Said without a network.")
    expect(meeting.vic.locator("figure[data-role=resident][data-stalled]")).to_be_visible(timeout=20000)
    stage.is_back()
    expect(once(meeting.resident, "Said without a network.")).to_have_count(1, timeout=30000)
    goes_on(meeting, "after the network")


def test_each_page_may_be_loaded_anew(meeting: StagedMeeting) -> None:
    for name, page in (("phone", meeting.resident), ("desk", meeting.vic)):
        page.reload()
        expect(page.locator("#call[data-connection=connected], #call[data-first-frame]")).to_be_visible(
            timeout=30000
        )
        goes_on(meeting, f"after the {name} was loaded anew")


def say(page: Page, text: str) -> None:
    page.locator("#chat-text").fill(text)
    page.get_by_role("button", name="Send message").click()


def once(page: Page, text: str) -> Any:
    return page.locator("[data-chat] li", has_text=text)


def goes_on(meeting: StagedMeeting, what: str) -> None:
    """The call is live: pictures come, and words go both ways, each once."""
    meeting.see_more(meeting.frames())
    for page, other in ((meeting.vic, meeting.resident), (meeting.resident, meeting.vic)):
        text = f"{what}, from {'the desk' if page is meeting.vic else 'the phone'}"
        say(page, text)
        expect(once(other, text)).to_have_count(1, timeout=30000)
    expect(meeting.vic.locator("#call[data-state=live]")).to_be_visible(timeout=30000)
