"""Signalling as production runs it: by its shipped unit, behind the shipped nginx, on PostgreSQL, over either bus."""

import os
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.journeys.instance import Instance
from tests.journeys.line import Line, until
from tests.journeys.stage import NGINX, Stage, staged

pytestmark = [
    pytest.mark.browser,  # it takes long: begun with the journeys
    pytest.mark.skipif("postgres" not in os.environ.get("DATABASE_URL", ""), reason="needs PostgreSQL"),
    pytest.mark.skipif(not NGINX, reason="nginx is not installed."),
]
MESSAGES = 30


@pytest.fixture(scope="module", params=["redis", "postgres"])
def stage(
    request: pytest.FixtureRequest, site: Instance, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """The site's own parts, beside the demonstration and on its data."""
    if request.param == "redis" and not settings.REDIS_URL:
        pytest.skip("needs Redis (REDIS_URL)")
    with staged(
        site.environment, tmp_path_factory.mktemp("stage"), bus=request.param, relayed=False
    ) as stage:
        yield stage


@pytest.fixture
def lines(site: Instance, stage: Stage) -> Iterator[tuple[Line, Line]]:
    """The lines of a resident and of an officer in a call."""
    told = site.ask("tests.journeys.beside", "call")
    both = Line(stage.url, told["call"], told["resident"]), Line(stage.url, told["call"], told["officer"])
    for each in both:
        until(lambda each=each: each.beats)
    yield both
    for each in both:
        each.close()


def test_carries_what_people_say_and_what_the_site_does_and_loses_nothing_when_it_is_killed(
    stage: Stage, lines: tuple[Line, Line]
) -> None:
    resident, officer = lines
    resident.say("I am at the window.")
    assert officer.hears("chat")["body"] == {"text": "I am at the window."}
    # This one goes by the web process: its news comes over the bus.
    officer.post("progress", {"event": "interrupted"})
    resident.hears("state", state="interrupted")

    # It dies in the middle of a talk, and with it every stream; both sides keep on trying.
    talk = [threading.Thread(target=speak, args=lines), threading.Thread(target=speak, args=lines[::-1])]
    for each in talk:
        each.start()
    until(lambda: len(officer.texts()) > MESSAGES // 4)
    stage.signal.kill()
    stage.signal.start()
    for each in talk:
        each.join()
    for each, other in (lines, lines[::-1]):
        until(lambda each=each, other=other: f"{MESSAGES - 1} of {id(other)}" in each.texts())
        told = [text for text in each.texts() if " of " in text]
        assert told == [f"{number} of {id(other)}" for number in range(MESSAGES)]
        numbers = [message["sequence"] for message in each.heard]
        assert numbers == sorted(set(numbers))
        assert each.opened > 1
    whole = {message["sequence"] for each in lines for message in each.heard}
    assert whole == set(range(min(whole), max(whole) + 1))


def speak(line: Line, other: Line) -> None:
    for number in range(MESSAGES):
        line.say(f"{number} of {id(line)}")
