"""The evaluation on demand: every figure with its n and source, and no nonsense where there is too little."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts.models import User
from workflows.evaluation.people import before_and_after
from workflows.evaluation.period import Days
from workflows.evaluation.report import evaluation_of
from workflows.evaluation.work import cost, hours_freed, share_online
from workflows.models import (
    BaselineFigure,
    ChannelTotal,
    Event,
    RunningCost,
    Submission,
    Survey,
    SurveyResponse,
)
from workflows.working_days import local_day

SignIn = Callable[[User], Client]


@pytest.fixture
def days(db: None) -> Days:
    """The last year."""
    return Days(local_day() - timedelta(days=364), local_day())


def figure(about: str, value: int, n: int | None = 100) -> BaselineFigure:
    return BaselineFigure.objects.create(
        about=about,
        name_en="Before",
        name_fr="Avant",
        value=value,
        n=n,
        source="Survey of 2024",
        begins_on=local_day() - timedelta(days=800),
        ends_on=local_day() - timedelta(days=700),
    )


def line(section: Any, label: str) -> Any:
    return next(each for each in section.lines if each.label == label)


def test_hours_are_reports_times_minutes_with_their_source(days: Days, monkeypatch: Any) -> None:
    from workflows.evaluation import work

    figure("minutes", 90)
    monkeypatch.setattr(work, "without_visit_or_call", lambda _days: Counted(20))
    freed = line(hours_freed(days), "Front-line hours freed")
    assert (freed.value, freed.n, freed.source) == ("30", "20", "20 reports × 90 minutes")


class Counted:
    """Stands for a queryset of so many rows."""

    def __init__(self, count: int) -> None:
        self._count = count

    def count(self) -> int:
        return self._count


def test_too_few_reports_say_so(days: Days, approved_report: Submission) -> None:
    figure("minutes", 90)
    section = hours_freed(days)
    assert line(section, "Reports handled without a visit or call").value == "1"
    assert line(section, "Front-line hours freed").value == "Not enough data"


def test_a_report_that_staff_entered_is_not_counted(
    days: Days, approved_report: Submission, noor: User
) -> None:
    Submission.objects.filter(pk=approved_report.pk).update(entered_by=noor)
    assert line(hours_freed(days), "Reports handled without a visit or call").value == "0"


def test_the_share_online_needs_the_other_channels(days: Days, submitted_report: Submission) -> None:
    section = share_online(days)
    assert section.lines[0].value == "Not enough data"
    last = local_day().replace(day=1) - timedelta(days=1)
    at = timezone.now() - timedelta(days=local_day().day)
    Submission.objects.filter(pk=submitted_report.pk).update(submitted_at=at)
    ChannelTotal.objects.create(
        year=last.year, month=last.month, channel="phone", reports=30, source="Call centre"
    )
    found = share_online(days).lines[0]
    assert (found.value, found.n, found.source) == ("3\u00a0%", "31", "This system, and: Call centre")


def test_a_cost_counts_by_the_days_that_fall_in(days: Days) -> None:
    RunningCost.objects.create(
        name_en="Hosting",
        name_fr="Hébergement",
        amount=1000,
        source="Invoice",
        begins_on=days.ends_on - timedelta(days=49),
        ends_on=days.ends_on + timedelta(days=50),
    )
    assert line(cost(days), "Hosting").value == "$500.00"
    assert line(cost(days), "Cost per report").value == "Not enough data"


def test_before_and_now_stand_side_by_side_with_interval_and_n(
    days: Days, surveys: dict[str, Survey]
) -> None:
    figure("satisfied", 17, 300)
    survey = surveys["after-the-decision"]
    SurveyResponse.objects.bulk_create(
        SurveyResponse(
            survey=survey,
            version=survey.current_version,
            language="en",
            week=local_day(),
            answers={"satisfaction": points},
        )
        for points in ["score_5"] * 30 + ["score_2"] * 20
    )
    report = evaluation_of(days, "en")
    rows = [row for section in report.sections for table in section.tables for row in table.rows]
    satisfied = next(row for row in rows if row[0].startswith("People satisfied"))
    assert satisfied[1:4] == ["17\u00a0%", "60\u00a0%", "46\u00a0% to 72\u00a0%"]
    assert satisfied[4].startswith("+43 points")
    assert satisfied[5] == "300 / 50"
    easy = next(row for row in rows if row[0].startswith("People who found it easy"))
    assert easy[2] == "Not enough data"


@pytest.mark.parametrize(("language", "said"), [("en", "rounded for itself"), ("fr", "arrondi séparément")])
def test_a_difference_that_does_not_add_up_on_paper_is_said_to_be_rounded(
    days: Days, surveys: dict[str, Survey], language: str, said: str
) -> None:
    with translation.override(language):
        notes = before_and_after(days).notes
    assert any(said in note for note in notes)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Front-line hours freed"), ("fr", "Heures de première ligne")]
)
def test_the_screen_is_in_either_language(signed_in: SignIn, ana: User, language: str, word: str) -> None:
    page = signed_in(ana).get(f"/admin/evaluation/?language={language}")
    assert word in page.content.decode()


def test_the_pdf_is_made_and_is_an_event(signed_in: SignIn, ana: User) -> None:
    paper = signed_in(ana).get("/admin/evaluation/report.pdf?language=fr")
    assert paper.content.startswith(b"%PDF")
    assert Event.objects.get(kind="evaluation_made").data["language"] == "fr"


def test_days_that_are_none_are_told(signed_in: SignIn, ana: User) -> None:
    client = signed_in(ana)
    assert client.get("/admin/evaluation/?from=2026-02-31").status_code == 400
    assert (
        "before the first" in client.get("/admin/evaluation/?from=2026-03-01&to=2026-02-01").content.decode()
    )


def test_reviewers_have_no_business_here(signed_in: SignIn, noor: User) -> None:
    assert "Front-line" not in signed_in(noor).get("/admin/evaluation/", follow=True).content.decode()


@pytest.mark.parametrize("register", ["baselinefigure", "channeltotal", "runningcost", "experiment", "arm"])
def test_analysts_keep_the_registers(signed_in: SignIn, ana: User, register: str) -> None:
    client = signed_in(ana)
    assert client.get(f"/admin/workflows/{register}/").status_code == 200
    assert client.get(f"/admin/workflows/{register}/create/").status_code == 200
