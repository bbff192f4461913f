"""The states of a call: the table is what model, database and docs hold."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from video.models import Session
from video.states import MOVES, OVER, State


@pytest.fixture
def call(submitted_report):
    return Session.objects.create(
        submission=submitted_report, asked_by=Session.Asked.OFFICER, invited_at=timezone.now()
    )


def test_the_model_has_each_move_of_the_table_and_no_other():
    declared = {
        (transition.name, transition.source, transition.target)
        for transition in Session._meta.get_field("state").get_all_transitions(Session)
    }
    assert declared == {
        (move.name, str(source), str(move.target)) for move in MOVES.values() for source in move.sources
    }


def test_nothing_leads_out_of_what_is_over():
    assert not {source for move in MOVES.values() for source in move.sources} & set(OVER)


def test_only_an_outcome_closes():
    assert [move.sources for move in MOVES.values() if move.target == State.CLOSED] == [(State.WRAP_UP,)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE video_session SET state = 'live'",
        "UPDATE video_session SET state = 'closed'",
        "UPDATE video_session SET last_sequence = last_sequence + 2",
        "DELETE FROM video_session",
    ],
)
def test_the_database_refuses(call, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_report_has_one_call_that_is_not_over(call):
    with pytest.raises(DatabaseError), transaction.atomic():
        Session.objects.create(
            submission=call.submission, asked_by=Session.Asked.OFFICER, invited_at=timezone.now()
        )


def test_the_docs_name_each_state():
    told = (Path(settings.BASE_DIR) / "docs/video.md").read_text()
    assert set(State.values) <= set(re.findall(r"`([a-z_]+)`", told))
