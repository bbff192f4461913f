"""The sweep: what was not woken runs, and what fails unforeseen keeps nobody waiting."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

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


def test_one_that_breaks_is_tried_again_before_its_lease_would_end(submitted_report, monkeypatch):
    def run(row):
        raise Bug

    monkeypatch.setitem(follow_ups._runners, "probe", run)
    (row,) = follow_ups.follow_up(submitted_report, "probe")
    with pytest.raises(Bug):
        follow_ups.run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.lease_until, row.attempts) == ("pending", None, 1)
    assert row.error == "not foreseen: Bug"
    assert row.due_at < now() + timedelta(seconds=40)
