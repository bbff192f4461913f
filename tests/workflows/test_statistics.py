"""Figures for the public pages: real counts, none below five reports, kept for ten minutes."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils.timezone import localdate, now
from django.utils.translation import override

from cms import figures
from workflows import statistics
from workflows.models import ReportType, Submission
from workflows.secrets import new_nonce

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def reports(theft_type: ReportType) -> Callable[..., list[Submission]]:
    """Make rows as sending and deciding leave them."""

    def make(count: int, **fields: object) -> list[Submission]:
        version = theft_type.current_version
        common = {"report_type": theft_type, "form_version": version, **fields}
        rows = [Submission(nonce=new_nonce(), **common) for _ in range(count)]
        return Submission.objects.bulk_create(rows)

    return make


def test_four_reports_make_no_figure_and_five_do(reports: Callable[..., list[Submission]]) -> None:
    reports(4, submitted_at=now())
    assert statistics.received_this_year() == statistics.Figure(None, 4)
    with pytest.raises(figures.TooFew):
        figures._figures["received_this_year"].count()
    assert figures.read("received_this_year").text == ""
    cache.clear()
    reports(1, submitted_at=now())
    assert figures.shown("received_this_year") == "5"


def test_drafts_and_last_year_do_not_count(reports: Callable[..., list[Submission]]) -> None:
    reports(5)
    reports(5, submitted_at=now() - timedelta(days=400))
    assert statistics.received_this_year().reports == 0


def test_a_figure_is_counted_once_in_ten_minutes(
    reports: Callable[..., list[Submission]], django_assert_num_queries: Callable[..., object]
) -> None:
    reports(5, submitted_at=now())
    statistics.received_this_year()
    with django_assert_num_queries(0):
        assert statistics.received_this_year().value == 5


def test_the_share_decided_in_time_counts_the_due_day_as_in_time(
    reports: Callable[..., list[Submission]],
) -> None:
    reports(3, decided_at=now(), due_on=localdate())
    reports(1, decided_at=now(), due_on=localdate() + timedelta(days=2))
    reports(4, decided_at=now(), due_on=localdate() - timedelta(days=1))
    reports(9, decided_at=now() - timedelta(days=91), due_on=localdate() - timedelta(days=200))
    assert statistics.decided_in_time() == statistics.Figure(50, 8)
    with override("fr"):
        assert figures.shown("decided_in_time") == "50 %"


def test_days_to_first_review_are_the_middle_of_what_was_read(
    reports: Callable[..., list[Submission]],
) -> None:
    from workflows.actors import Role
    from workflows.history import record

    for days in (1, 2, 3, 4, 5):
        (row,) = reports(1, submitted_at=now() - timedelta(days=days))
        record("claim", row, by=Role.SYSTEM)
    reports(3, submitted_at=now())
    assert statistics.days_to_first_review() == statistics.Figure(3.0, 5)
    assert figures.shown("days_to_first_review") == "3 days"


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0.4, "Less than a day", "Moins d’un jour"),
        (1.0, "1 day", "1 jour"),
        (1.5, "1.5 days", "1,5 jour"),
        (12.4, "12 days", "12 jours"),
    ],
)
def test_days_are_said_as_people_say_them(number: float, english: str, french: str) -> None:
    from config.figures import days

    with override("en"):
        assert days(number) == english
    with override("fr"):
        assert days(number) == french
