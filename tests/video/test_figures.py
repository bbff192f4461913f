"""Figures of calls: how long each stage took, and small cells hidden."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.api.calls import problem
from video.figures import percentiles
from video.models import Session
from workflows.models import Dispatch, Submission


@pytest.fixture
def calls(report, vic):
    """Make n calls of the report that took as long as they are numbered, in minutes."""

    def make(count, outcome="patrol"):
        start = timezone.now() - timedelta(hours=30)
        Submission.objects.filter(pk=report.pk).update(submitted_at=start)
        for minutes in range(1, count + 1):
            at = [start + timedelta(minutes=minutes * stage) for stage in range(1, 8)]
            names = ("invited", "opened", "checked", "waiting", "joined", "first_frame", "ended")
            times = {f"{name}_at": moment for name, moment in zip(names, at, strict=True)}
            Session.objects.bulk_create(
                [
                    Session(
                        submission=report,
                        asked_by="officer",
                        state="closed",
                        officer=vic,
                        outcome=outcome,
                        outcome_at=at[-1],
                        relayed=minutes % 2 == 0,
                        **times,
                    )
                ]
            )

    return make


def test_says_median_and_ninetieth_percentile_of_each_stage(calls, desk, ines):
    calls(9)
    [row] = desk(ines).get("desk/video/figures?by=outcome").json()["rows"]
    assert (row["key"], row["calls"]) == ("patrol", 9)
    assert row["stages"]["waiting_to_joined"] == {"p50": round(5 / 60, 3), "p90": round(8.2 / 60, 3)}
    assert row["relay_share"] == round(4 / 9, 2)


def test_hides_small_cells(calls, desk, ines):
    calls(4)
    [row] = desk(ines).get("desk/video/figures?by=report_type").json()["rows"]
    assert row["calls"] is None
    assert row["stages"]["waiting_to_joined"] == {"p50": None, "p90": None}


def test_measures_to_the_confirmed_dispatch_and_names_both_lines(calls, desk, ines, report, vic):
    calls(5)
    for session in Session.objects.all():
        Dispatch.objects.create(
            submission=report,
            kind="patrol",
            requested_at=session.outcome_at,
            requested_by=vic,
            confirmed_at=session.outcome_at + timedelta(hours=1),
            confirmed_by=vic,
        )
    told = desk(ines).get("desk/video/figures").json()
    assert told["dispatch"]["count"] == 5
    assert 1 < told["dispatch"]["p50"] < 2
    assert (told["baseline"]["hours"], told["target"]["hours"]) == (114, 14)


def test_is_not_for_everybody(desk, noor):
    problem(desk(noor).get("desk/video/figures"), 403)


def test_of_fewer_than_five_nothing_is_said():
    assert percentiles([1, 2, 3, 4]) == {"p50": None, "p90": None}
    assert percentiles([1, 2, 3, 4, 5]) == {"p50": 3, "p90": 4.6}


@pytest.mark.parametrize(
    ("language", "source"),
    [("en", "Evaluation of a police service"), ("fr", "Évaluation d’un service de police")],
)
def test_sources_are_named_in_the_reader_s_language(desk, ines, language, source):
    told = desk(ines).get(f"desk/video/figures?language={language}").json()
    assert {told["baseline"]["source"], told["target"]["source"]} == {source}
