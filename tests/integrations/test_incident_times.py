"""When it happened, in the message: as wide as the citizen meant it, and word by word beside it."""

from datetime import date, datetime

import pytest

from integrations.records.message import WallTime
from integrations.records.moments import happened, stated
from integrations.records.niem import to_json, to_xml
from integrations.records.validation import validate_json, validate_xml
from tests.integrations.reports import a_report

HALF_PAST_ONE = datetime(2026, 11, 1, 1, 30)


def test_an_exact_time_is_an_instant():
    assert happened(WallTime(datetime(2026, 11, 2, 13, 30))) == {"nc:DateTime": "2026-11-02T13:30:00-06:00"}


def test_half_past_one_in_the_night_the_clock_goes_back_is_both():
    assert happened(WallTime(HALF_PAST_ONE)) == {
        "nc:DateRange": {
            "nc:StartDate": {"nc:DateTime": "2026-11-01T01:30:00-05:00"},
            "nc:EndDate": {"nc:DateTime": "2026-11-01T01:30:00-06:00"},
        }
    }


def test_a_time_between_is_a_range():
    told = happened(WallTime(date(2026, 7, 1), date(2026, 7, 3), "between"))
    assert told == {
        "nc:DateRange": {"nc:StartDate": {"nc:Date": "2026-07-01"}, "nc:EndDate": {"nc:Date": "2026-07-03"}}
    }


def test_what_was_said_stands_beside_it():
    assert stated(WallTime(HALF_PAST_ONE, precision="about")) == (
        "Time as stated: about 2026-11-01T01:30 (America/Winnipeg)"
    )


@pytest.mark.parametrize(
    "time",
    [
        WallTime(HALF_PAST_ONE),
        WallTime(datetime(2026, 3, 8, 2, 30)),
        WallTime(datetime(1880, 1, 1), precision="about"),
        WallTime(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59), "between"),
        WallTime(datetime(2026, 1, 1), zone="No/Such"),
        None,
    ],
    ids=["twice", "never", "before standard time", "all of history", "unknown zone", "not known"],
)
def test_every_time_makes_a_valid_message(time):
    record = a_report(incident_time=time)
    assert validate_xml(to_xml(record)) == []
    assert validate_json(to_json(record)) == []
