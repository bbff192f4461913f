"""The sweep: what was not woken runs, and what fails unforeseen keeps nobody waiting."""

import pytest

from workflows import follow_ups
from workflows.models import FollowUp


class Bug(Exception):
    """Something nobody foresaw."""


def test_one_that_breaks_does_not_keep_the_others(submitted_report, monkeypatch):
    ran = []

    def run(row):
        if row.data["number"] == 1:
            raise Bug
        ran.append(row.data["number"])

    monkeypatch.setitem(follow_ups._runners, "probe", run)
    FollowUp.objects.all().delete()
    for number in (1, 2, 3):
        follow_ups.follow_up(submitted_report, "probe", mark=str(number), number=number)
    with pytest.raises(Bug):
        follow_ups.sweep()
    assert ran == [2, 3]
