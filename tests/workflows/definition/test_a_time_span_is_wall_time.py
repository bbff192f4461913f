"""When something happened: wall time, precision and zone, never forced into an instant."""

from datetime import UTC, date, datetime

import pytest

from tests.workflows.definition.sample import ask, question
from workflows.definition import assess, check_patch

BODY = ask(question("when", "time_span", limits={"past": True}))
ZONE = "America/Winnipeg"


def put(**span):
    clean, problems = check_patch(BODY, {"when": span}, "en")
    return clean["when"], [(problem.path, problem.code) for problem in problems]


def late(span, **clock):
    outcome = assess(BODY, {"when": span}, "en", today=date(2026, 11, 1), **clock)
    return [problem.path for problem in outcome.problems]


@pytest.mark.parametrize("wall", ["2026-11-01T01:30", "2026-03-08T02:30", "2026-11-01T00:00"])
def test_every_time_on_a_wall_clock_is_an_answer(wall):
    assert put(precision="exact", **{"from": wall}) == (
        {"precision": "exact", "from": wall, "zone": ZONE},
        [],
    )


def test_time_is_read_as_people_write_it():
    for written in (
        "2 nov 2026T1:30 pm",
        "2026-11-02T13 h 30",
        "2026-11-02T13:30:00",
        "2026-11-02 13:30",
        "2026-11-02T13h30",
    ):
        assert put(precision="about", **{"from": written})[0]["from"] == "2026-11-02T13:30", written
    assert put(precision="about", **{"from": "2026-11-02Tnoon"})[0]["from"] == "2026-11-02T12:00"


def test_between_needs_an_end_that_is_not_before_the_start():
    start = {"precision": "between", "from": "2026-10-30T20:00", "zone": ZONE}
    assert put(**start, to="2026-10-30T20:00")[1] == []
    assert put(**start, to="2026-10-30T19:59")[1] == [("/when/to", "order")]
    assert put(**start)[1] == [("/when/to", "required")]


def test_on_the_night_the_clock_goes_back_an_hour_comes_twice():
    assert put(precision="between", to="2026-11-01T01:10", zone=ZONE, **{"from": "2026-11-01T01:50"})[1] == []


def test_each_part_has_its_own_problem():
    _, problems = put(precision="roughly", zone="Mars/Olympus", **{"from": "02/11/2026T25:00"})
    assert problems == [
        ("/when/precision", "precision"),
        ("/when/from", "ambiguous_date"),
        ("/when/zone", "zone"),
    ]
    assert put(precision="exact", **{"from": "2026-11-02"})[1] == [("/when/from", "time")]
    assert put(precision="exact", **{"from": "2026-11-02T13:30-06:00"})[1] == [("/when/from", "time")]


def test_tomorrow_is_the_future_and_later_today_only_when_the_hour_is_known():
    tomorrow = {"precision": "exact", "from": "2026-11-02T00:10"}
    tonight = {"precision": "exact", "from": "2026-11-01T23:00"}
    noon = datetime(2026, 11, 1, 18, tzinfo=UTC)
    assert late(tomorrow) == ["/when/from"]
    assert late(tonight) == []
    assert late(tonight, now=noon) == ["/when/from"]
    assert late({"precision": "exact", "from": "2026-11-01T12:10"}, now=noon) == []


def test_an_empty_span_is_no_answer():
    assert put(precision="about", zone=ZONE) == (None, [])
