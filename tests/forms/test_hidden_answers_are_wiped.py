"""What no longer counts when a report is sent is wiped: its words and files are nowhere, its place is recorded."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils.timezone import now

from tests.conftest import publish
from tests.definitions import ANSWERS, question, step, theft
from tests.forms.walking import photo
from workflows.attachments import private
from workflows.draft_files import attach
from workflows.drafts import begin_draft, save_answers
from workflows.models import Attachment, Event, Submission
from workflows.submitting import submit_report

WORDS = "The neighbour across the street"
OFTEN = {"eq": [{"var": "seen"}, "yes"]}


def with_a_witness() -> dict[str, Any]:
    body = theft()
    witness = [
        question("seen", "yes_no"),
        question("who", "short_text", show_if=OFTEN),
        question("proof", "file", required=False, show_if=OFTEN),
    ]
    return {**body, "steps": [*body["steps"], step("witness", *witness)]}


@pytest.fixture
def draft(unit: object) -> Submission:
    """Camille's draft, which names a witness and then says that there was none."""
    draft = begin_draft(publish(with_a_witness()), language="en")
    draft, _problems = save_answers(draft, {**ANSWERS, "seen": "yes", "who": WORDS})
    attach(draft, question="proof", row="", name="proof.jpg", data=photo().read())
    return save_answers(Submission.objects.get(), {"seen": "no", "my own secret": WORDS})[0]


@pytest.fixture
def send(django_capture_on_commit_callbacks: Any) -> Callable[[Submission], Submission]:
    """Send a draft and let what waits for the commit run."""

    def sent(draft: Submission) -> Submission:
        with django_capture_on_commit_callbacks(execute=True):
            return submit_report(draft, declaration=True, key="camille-1").submission

    return sent


def everything() -> str:
    """Every value of every table."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found.append(str(cursor.fetchall()))
    return "\n".join(found)


def test_the_words_are_nowhere_in_the_database(
    draft: Submission, send: Callable[[Submission], Submission]
) -> None:
    assert WORDS in everything()
    send(draft)
    left = everything()
    assert WORDS not in left
    assert "neighbour" not in left.lower()
    assert "my own secret" not in left


def test_the_places_are_recorded_with_the_moment(
    draft: Submission, send: Callable[[Submission], Submission]
) -> None:
    report = send(draft)
    moment = report.submitted_at.isoformat() if report.submitted_at else ""
    assert report.dropped == {"/who": moment, "/proof": moment, "/?": moment}
    event = Event.objects.get(kind="submit")
    assert event.data["dropped"] == ["/?", "/proof", "/who"]
    assert event.data["files_wiped"] == 1


def test_files_of_hidden_questions_go_with_what_is_stored_of_them(
    draft: Submission, send: Callable[[Submission], Submission]
) -> None:
    file = Attachment.objects.get()
    send(draft)
    assert not Attachment.objects.exists()
    assert not any(private().exists(path) for path in (file.original, file.copy, file.thumbnail))


def test_files_of_rows_that_are_gone_and_files_taken_out_go_too(
    unit: object, send: Callable[[Submission], Submission]
) -> None:
    body = theft()
    body["steps"][2]["items"][0]["questions"].append(question("receipt", "file", required=False))
    draft = save_answers(begin_draft(publish(body), language="en"), ANSWERS)[0]
    first, second = (row["_id"] for row in draft.answers["items"])
    kept, _revision = attach(draft, question="receipt", row=first, name="a.jpg", data=photo().read())
    attach(Submission.objects.get(), question="receipt", row=second, name="b.jpg", data=photo().read())
    draft = Submission.objects.get()
    draft = save_answers(draft, {"items": draft.answers["items"][:1]})[0]
    send(draft)
    assert [file.pk for file in Attachment.objects.all()] == [kept.pk]


def test_nothing_is_wiped_of_what_counts(unit: object, send: Callable[[Submission], Submission]) -> None:
    draft = save_answers(begin_draft(publish(theft()), language="en"), ANSWERS)[0]
    attach(draft, question="photos", row="", name="a.jpg", data=photo().read())
    report = send(Submission.objects.get())
    assert report.dropped == {}
    assert Attachment.objects.count() == 1
    assert Event.objects.get(kind="submit").data["files_wiped"] == 0


def test_the_migration_scrubs_what_was_kept_before(submitted_report: Submission) -> None:
    file = Attachment.objects.create(submission=submitted_report, question="proof", name="a.jpg", size=1)
    dropped = {"/who": WORDS, "/proof": [str(file.pk)]}
    Submission.objects.filter(pk=submitted_report.pk).update(dropped=dropped)
    importlib.import_module("workflows.migrations.0004_wiped_answers_and_form_links").scrub(apps, None)
    report = Submission.objects.get()
    assert report.submitted_at is not None
    assert report.submitted_at <= now()
    assert report.dropped == dict.fromkeys(dropped, report.submitted_at.isoformat())
    assert not Attachment.objects.exists()
