"""A row of the queue in words: due, type, one line of substance, age, person."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from workflows import definition
from workflows.desk.queue import titles_of
from workflows.desk.screen import STATE_ICONS
from workflows.desk.words import age_words, due_words, urgency
from workflows.models import Status, Submission


@dataclass(frozen=True)
class Row:
    """What a row shows, ready to print."""

    report: Submission
    address: str
    title: str
    due: str
    urgency: str
    age: str
    state: str
    icon: str


def rows_of(reports: list[Submission], today: date, language: str) -> list[Row]:
    """Return the rows of a page, without a query for each."""
    titles, desk = titles_of(reports), reverse("desk:queue")
    return [
        _row(report, desk, definition.pick(titles[report.form_version_id], language), today)
        for report in reports
    ]


def _row(report: Submission, desk: str, title: str, today: date) -> Row:
    how = urgency(report, today)
    state = Status(report.status)
    return Row(
        report=report,
        address=f"{desk}{report.temporary_number}/",
        title=title,
        due=due_words(report.due_on, today) if report.due_on and how != "closed" else "",
        urgency=how,
        age=age_words(report.submitted_at, today) if report.submitted_at else "",
        state=str(state.label),
        icon=STATE_ICONS.get(state, "tag"),
    )
