"""A call in which parts of the site die: how long pictures and the line to the server are away, and what is lost."""

import random
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from bench.calls.bars import Figure
from bench.calls.joining import PATIENCE, PROBE, end, meeting_on, reports
from tests.journeys.meeting import cameras
from tests.journeys.stage import Stage, StagedMeeting

FPS_BAR, LINE_BAR, GAP_BAR, BACK_BAR, RELOAD_BAR, MESH_BAR = 19, 1000, 3000, 6000, 1000, 2000
AWAY = (3, 20, 40)


class Trouble:
    """One call that is broken over and over."""

    def __init__(self, stage: Stage, meeting: StagedMeeting, chance: random.Random, tries: int) -> None:
        self.stage, self.meeting, self.chance, self.tries = stage, meeting, chance, tries
        self.said = 0

    def figures(self) -> Iterator[Figure]:
        """Break what can be broken, and yield what it cost."""
        yield from self.signalling()
        yield from self.database()
        yield self.relay()
        for seconds in AWAY:
            yield self.network(seconds)
        yield from self.reloads()
        yield Figure("words said meanwhile, heard exactly once", *self.heard())

    def signalling(self) -> list[Figure]:
        """SIGKILL the process of signalling and start it again."""
        backs, rates = [], []
        for _try in range(self.tries):
            began = self._rest()
            self.stage.signal.kill()
            self._say()
            self.stage.signal.start()
            self.stage.until_it_answers("signal")
            again = now()
            backs.append(self._line_back(again))
            rates.append(self._rate(began, now()))
        return [
            Figure("signalling killed: line back after it listens again", backs, LINE_BAR, wanted=self.tries),
            Figure("signalling killed: pictures", rates, FPS_BAR, "fps", at_least=True),
        ]

    def database(self) -> list[Figure]:
        """Let PostgreSQL be gone for 2 s."""
        backs, rates = [], []
        for _try in range(self.tries):
            began = self._rest()
            self.stage.database.cut()
            self._say()
            time.sleep(2)
            self.stage.database.mend()
            backs.append(self._line_back(now()))
            rates.append(self._rate(began, now()))
        return [
            Figure("PostgreSQL gone 2 s: line back after it", backs, GAP_BAR, wanted=self.tries),
            Figure("PostgreSQL gone 2 s: pictures", rates, FPS_BAR, "fps", at_least=True),
        ]

    def relay(self) -> Figure:
        """Kill the relay; half a second later another one is there, which knows nobody."""
        gaps = []
        for _try in range(self.tries):
            self._rest()
            self.stage.turn.kill()
            gone = now()
            time.sleep(0.5)
            self.stage.turn.start()
            gaps.append(self._first_frame_after(gone + 400) - gone)
        return Figure("relay killed: gap in the pictures", gaps, GAP_BAR, wanted=self.tries)

    def network(self, seconds: int) -> Figure:
        """Take the network away."""
        backs = []
        for _try in range(max(self.tries // 2, 1)):
            self._rest()
            self.stage.away()
            self._say()
            time.sleep(seconds)
            self.stage.is_back()
            back = now()
            frame = self._first_frame_after(back)
            backs.append(max(frame - back, self._line_back(back)))
        return Figure(f"network away {seconds} s: pictures and line back", backs, BACK_BAR)

    def reloads(self) -> list[Figure]:
        """Load either page anew, and count from the moment when the browser begins."""
        mine, theirs = [], []
        for _try in range(self.tries):
            self._rest()
            self.meeting.resident.reload(wait_until="commit")
            began = self.meeting.resident.evaluate("performance.timeOrigin")
            expect(self.meeting.resident.locator("#call[data-connection=connected]")).to_be_visible()
            self._rest()
            theirs.append(self._end_of_the_gap(began) - began)
            self.meeting.vic.reload(wait_until="commit")
            began = self.meeting.vic.evaluate("performance.timeOrigin")
            mine.append(self._first_frame_after(began) - began)
        return [
            Figure("the resident’s page loaded anew: next picture", theirs, RELOAD_BAR, wanted=self.tries),
            Figure("the officer’s page loaded anew: next picture", mine, RELOAD_BAR, wanted=self.tries),
        ]

    def heard(self) -> tuple[list[float], float, str, int, bool]:
        """Return how often each word that was said in trouble is there."""
        found = [self._times(number) for number in range(self.said)]
        return [float(each == 1) for each in found], 1, "of all", self.said, True

    def _times(self, number: int) -> int:
        row = self.meeting.resident.locator("[data-chat] li", has_text=f"Word {number}.")
        expect(row.first).to_be_visible(timeout=PATIENCE)
        return row.count()

    def _rest(self) -> float:
        """Wait until the call is well, and then for a random moment; return now."""
        vic = self.meeting.vic
        expect(vic.locator("figure[data-role=resident]:not([data-stalled])")).to_be_visible(timeout=PATIENCE)
        for page in (vic, self.meeting.resident):
            expect(page.locator("#call[data-line=open]")).to_be_visible(timeout=PATIENCE)
        vic.wait_for_timeout(self.chance.uniform(2500, 4000))
        return now()

    def _say(self) -> None:
        page = self.meeting.vic
        page.locator("#chat-text").fill(f"Word {self.said}.")
        page.get_by_role("button", name="Send message").click()
        self.said += 1

    def _rate(self, began: float, ended: float) -> float:
        frames = self.meeting.vic.evaluate("window.frames")
        return len([at for at in frames if began <= at <= ended]) * 1000 / (ended - began)

    def _line_back(self, since: float) -> float:
        """Return how long after a moment both pages had their line."""
        return max(_opened(page, since) for page in (self.meeting.vic, self.meeting.resident))

    def _end_of_the_gap(self, began: float) -> float:
        """Return when pictures came again after the longest time without any."""
        frames = [at for at in self.meeting.vic.evaluate("window.frames") if at > began - 200]
        return max(pairwise(frames), key=lambda pair: pair[1] - pair[0])[1]

    def _first_frame_after(self, moment: float) -> float:
        script = "(moment) => window.frames.find((at) => at > moment) || 0"
        return _until(lambda: float(self.meeting.vic.evaluate(script, moment)))


def _opened(page: Page, since: float) -> float:
    """Return how long after a moment a page's line was open for good."""
    last = _until(lambda: _last(page.evaluate("window.lines")))
    return max(0.0, last - since)


def _last(lines: list[list[Any]]) -> float:
    return float(lines[-1][0]) if lines and lines[-1][1] == "open" else 0.0


def _until(look: Callable[[], float]) -> float:
    ends = time.monotonic() + PATIENCE / 1000
    while not (found := look()):
        if time.monotonic() > ends:
            return float("inf")
        time.sleep(0.02)
    return found


def now() -> float:
    """Return this machine’s time as pages count it."""
    return time.time() * 1000


def troubles(stage: Stage, folder: Path, tries: int, seed: int) -> Iterator[Figure]:
    """Break one call over and over, at moments that the seed chooses."""
    with cameras(folder) as browser, meeting_on(stage, browser) as meeting:
        meeting.begin(reports(stage, 1)[0])
        meeting.join()
        yield from Trouble(stage, meeting, random.Random(seed), tries).figures()
        end(meeting)


def mesh(stage: Stage, folder: Path, tries: int) -> Figure:
    """Three people; all propose to all at once, over and over."""
    took: list[float] = []
    with cameras(folder) as browser, meeting_on(stage, browser) as meeting:
        meeting.begin(reports(stage, 1)[0])
        meeting.join()
        vic = meeting.vic
        vic.get_by_text("Add an interpreter or a support person").click()
        vic.locator("#person-label").fill("Ukrainian")
        vic.get_by_role("button", name="Make a link").click()
        expect(vic.locator("[data-person-link]")).to_be_visible()
        third = meeting.open_phone()
        third.add_init_script(PROBE)
        third.goto(vic.locator("#person-link").input_value())
        third.get_by_role("button", name="Open my call").click()
        third.get_by_role("button", name="Try now").click()
        third.get_by_role("button", name="Wait for an officer").click(timeout=PATIENCE)
        pages = (vic, meeting.resident, third)
        for page in pages:
            both = page.locator("[data-others] figure[data-connection=connected]")
            expect(both).to_have_count(2, timeout=PATIENCE)
        for _try in range(tries):
            vic.wait_for_timeout(1000)
            moment = now() + 500
            for page in pages:
                page.evaluate("(moment) => { window.took = window.glare(moment); }", moment)
            each = [float(page.evaluate("() => window.took")) for page in pages]
            if min(each) >= 0:
                took.append(max(each))
        end(meeting)
    return Figure("mesh of 3, all propose at once: agreed and connected", took, MESH_BAR, wanted=tries)
