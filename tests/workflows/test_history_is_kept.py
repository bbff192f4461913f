"""History: a changed, removed or forged row shows, and the database refuses to make one."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from workflows import triggers
from workflows.errors import NeverChanges
from workflows.models import Event, FormVersion, Submission


def test_is_whole_after_a_decision(approved_report, capsys):
    call_command("verify_history")
    assert "The history is whole: 3 events" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("meddling", "said"),
    [
        ("UPDATE workflows_event SET role = 'system' WHERE kind = 'claim'", "was changed"),
        ("DELETE FROM workflows_event WHERE kind = 'claim'", "was removed"),
        ("DELETE FROM workflows_event WHERE kind = 'approve'", "were removed"),
        ("UPDATE workflows_chainhead SET count = 2", "forged"),
        ("DELETE FROM workflows_event; DELETE FROM workflows_chainhead", "was removed"),
    ],
)
def test_names_what_was_meddled_with(approved_report, meddling, said, capsys):
    triggers.uninstall(connection)
    with connection.cursor() as cursor:
        for statement in meddling.split(";"):
            cursor.execute(statement)
    with pytest.raises(CommandError):
        call_command("verify_history")
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_event SET role = 'system'",
        "DELETE FROM workflows_event",
        "UPDATE workflows_formversion SET number = 9",
        "DELETE FROM workflows_answerset",
        "UPDATE workflows_submission SET status = 'draft'",
        "UPDATE workflows_submission SET status = 'filed' WHERE status = 'submitted'",
        "UPDATE workflows_submission SET temporary_number = 'T-0'",
        "DELETE FROM workflows_submission",
    ],
)
def test_the_database_refuses(submitted_report, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces without asking")
@pytest.mark.parametrize("table", ["event", "formversion", "answerset", "submission"])
def test_sqlite_replaces_no_row_without_asking(submitted_report, table):
    replace = f"INSERT OR REPLACE INTO workflows_{table} SELECT * FROM workflows_{table} LIMIT 1"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(replace)


def test_code_refuses_too(submitted_report):
    event = Event.objects.first()
    for change in (event.save, event.delete, Event.objects.all().delete, FormVersion.objects.all().delete):
        with pytest.raises(NeverChanges):
            change()


def test_an_approved_report_keeps_its_answers(approved_report):
    approved_report.answers = {}
    with pytest.raises(DatabaseError), transaction.atomic():
        approved_report.save()


def test_the_state_stays_protected_after_a_refresh_that_finds_nothing(submitted_report):
    ghost = Submission(pk=10**9)
    with pytest.raises(Submission.DoesNotExist):
        ghost.refresh_from_db()
    with pytest.raises(AttributeError):
        submitted_report.status = "filed"
