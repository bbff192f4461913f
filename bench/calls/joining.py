"""From the click on “Join the call” to the first decoded frame; and whole calls, one after the other."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from bench.calls.bars import Figure
from bench.server import BASE
from tests.journeys.meeting import COLOURS, cameras, colour_of
from tests.journeys.stage import Stage, StagedMeeting

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
PATIENCE = 30_000


def reports(stage: Stage, count: int) -> list[str]:
    """Have reports sent; return their numbers."""
    command = [sys.executable, "-m", "bench.calls.people", "reports", str(count)]
    told = subprocess.check_output(command, cwd=BASE, env=stage.environment)
    return [str(number) for number in json.loads(told.splitlines()[-1])]


@contextmanager
def meeting_on(stage: Stage, browser: Browser) -> Iterator[StagedMeeting]:
    """Vic and a resident, watched."""
    meeting = StagedMeeting(browser, stage)
    meeting.vic.add_init_script(PROBE)
    meeting.resident.add_init_script(PROBE)
    try:
        yield meeting
    finally:
        for context in browser.contexts:
            context.close()


def joins(stage: Stage, folder: Path, tries: int, title: str, bar: float) -> Figure:
    """Measure joins: the page counts from the click to the frame that it shows."""
    values = []
    with cameras(folder) as browser, meeting_on(stage, browser) as meeting:
        for number, report in enumerate(reports(stage, tries + 1)):
            meeting.begin(report)
            # The waiting room has been quiet for a moment, as it is for people.
            meeting.resident.wait_for_timeout(1500)
            meeting.join()
            took = float(meeting.vic.locator("#call").get_attribute("data-first-frame") or 0)
            # The first one of a browser also loads what calls are made with.
            if number:
                values.append(took)
            end(meeting)
            meeting.resident.context.close()
            meeting.resident = meeting.open_phone()
    return Figure(title, values, bar, wanted=tries)


def end(meeting: StagedMeeting, outcome: str = "No dispatch") -> None:
    """End the call with an outcome."""
    vic = meeting.vic
    vic.get_by_role("button", name="End the call").click()
    vic.get_by_label(outcome).check()
    vic.locator("#outcome-reason").fill("Seen.")
    vic.get_by_role("button", name="Record the outcome and close").click()
    expect(vic.locator("#call[data-state=closed]")).to_be_visible()


def whole_calls(stage: Stage, folder: Path, tries: int) -> Figure:
    """Hold whole calls in a row: frames, a still with its colour and hash, an outcome that moves the case."""
    held: list[float] = []
    with cameras(folder) as browser:
        for report in reports(stage, tries):
            with meeting_on(stage, browser) as meeting:
                try:
                    _hold(meeting, stage, report)
                except AssertionError as error:
                    print(f"call {len(held) + 1} failed: {str(error)[:500]}", flush=True)
                else:
                    held.append(1)
    title = "whole calls: frames, colours of the still, hash in browser, server and on disk, outcome moves the case"
    return Figure(title, held, 1, "of all", wanted=tries, at_least=True)


def _hold(meeting: StagedMeeting, stage: Stage, number: str) -> None:
    vic, resident = meeting.vic, meeting.resident
    link = meeting.invite(number)
    meeting.come_in(link)
    meeting.join()
    meeting.see_more(meeting.frames())
    vic.get_by_role("button", name="Take a photo").click()
    resident.locator("[data-do=accept]").click()
    still = vic.locator("[data-stills] li")
    expect(still).to_have_count(1, timeout=PATIENCE)
    picture = vic.request.get(still.locator("a").get_attribute("href") or "").body()
    told = still.get_attribute("data-sha256")
    assert hashlib.sha256(picture).hexdigest() == told
    assert colour_of(picture) in COLOURS
    private = Path(stage.environment["CONSTAT_VAR"]) / "private"
    kept = (each for each in private.rglob("*") if each.is_file() and each.stat().st_size == len(picture))
    assert told in {hashlib.sha256(each.read_bytes()).hexdigest() for each in kept}
    end(meeting, "Send forensic investigators")
    report = vic.request.get(f"/api/v1/desk/reports/{number}").json()
    assert report["status"] == "under_review"
