"""The figures of calls on a page: for whom, of which days, by what, with small cells hidden, and as CSV."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import sign_in
from video.models import Session
from workflows.models import Dispatch, Event, Submission

AT = "/admin/video/figures/"


@pytest.fixture
def calls(report, vic):
    """Make n calls whose patrol was on its way two hours after the report."""

    def make(count):
        filed = timezone.now() - timedelta(hours=2)
        Submission.objects.filter(pk=report.pk).update(submitted_at=filed)
        names = ("invited", "opened", "checked", "waiting", "joined", "first_frame", "ended", "outcome")
        for _each in range(count):
            times = {f"{name}_at": filed + timedelta(minutes=at * 10) for at, name in enumerate(names)}
            kept = {"asked_by": "officer", "state": "closed", "officer": vic, "outcome": "patrol"}
            Session.objects.bulk_create([Session(submission=report, relayed=True, **kept, **times)])
        Dispatch.objects.create(
            submission=report,
            kind="patrol",
            requested_at=filed + timedelta(minutes=70),
            requested_by=vic,
            confirmed_at=filed + timedelta(hours=2),
            confirmed_by=vic,
        )

    return make


def page_of(user, query=""):
    return sign_in(Client(), user).get(AT + query)


def test_says_the_time_to_dispatch_beside_baseline_and_target_with_their_sources(calls, ana, settings):
    settings.VIDEO_BASELINE, settings.VIDEO_TARGET = (114, "Audit of 2024"), (14, "Council, 2025")
    calls(5)
    html = page_of(ana).content.decode()
    for text in ("114 h", "Audit of 2024", "14 h", "Council, 2025", "2 h", "10 min · 10 min", "100 %"):
        assert text in html
    assert 'role="img"' in html
    assert "style=" not in html.partition('class="results"')[2].partition("</main>")[0]


@pytest.mark.parametrize(("by", "title"), [("report_type", "Theft"), ("outcome", "Send a patrol")])
def test_groups_by_what_is_chosen_with_titles_that_people_know(calls, ana, by, title):
    calls(5)
    assert f'<th scope="row">{title}' in page_of(ana, f"?by={by}").content.decode()


def test_hides_what_fewer_than_five_calls_say_and_says_so(calls, ana):
    calls(4)
    html = page_of(ana).content.decode()
    assert "What fewer than five calls say is hidden." in html
    assert "Hidden: it is under five" in html
    assert "10 min" not in html


def test_an_empty_period_and_days_that_are_none_each_have_a_sentence(ana):
    assert "Nobody was invited to a call in this period." in page_of(ana).content.decode()
    wrong = page_of(ana, "?from=2026-11-30&to=2026-11-01")
    assert wrong.status_code == 400
    assert "The last day is before the first one." in wrong.content.decode()


def test_hands_out_the_same_as_csv_and_that_is_an_event(calls, ana):
    calls(5)
    answer = sign_in(Client(), ana).get(AT + "calls.csv?by=outcome")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    head, row = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("outcome,Calls,Given up")
    assert row.startswith("Send a patrol,5,0,0,0,0,1.0,")
    assert Event.objects.get(kind="video_figures_exported").data["grouped_by"] == "outcome"


def test_supervisors_see_them_and_reviewers_do_not(ines, noor):
    assert page_of(ines).status_code == 200
    assert page_of(noor).status_code != 200
    assert AT in sign_in(Client(), ines).get("/desk/").content.decode()
    assert AT not in sign_in(Client(), noor).get("/desk/").content.decode()
