"""What SQLite is told to delete is gone from its files, not only from its tables."""

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from config import env
from workflows.freed import cut_log

WORDS = "the neighbour with the red door"


@pytest.fixture
def files(tmp_path):
    """Return what stands in the files of the database."""
    return lambda: b"".join(each.read_bytes() for each in tmp_path.iterdir())


@pytest.fixture
def connect(tmp_path, monkeypatch, db):
    """Return a connection set up as the site's; each call opens another."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings = env.database("DATABASE_URL", tmp_path / "site.sqlite3")
    made = []

    def opened():
        made.append(ConnectionHandler({"default": settings})["default"])
        return made[-1]

    yield opened
    for each in made:
        each.close()


@pytest.fixture
def site(connect, files):
    """A database from which an answer was deleted."""
    connection = connect()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE answers (words TEXT)")
        cursor.execute("INSERT INTO answers VALUES (%s)", [WORDS * 500])
        assert cut_log(connection)
        cursor.execute("DELETE FROM answers")
    return connection


def test_deleted_words_are_in_no_file_once_the_log_is_cut(site, files):
    assert WORDS.encode() in files()
    assert cut_log(site)
    assert WORDS.encode() not in files()


def test_the_log_waits_for_who_reads(site, connect):
    reader = connect()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM answers").fetchone()
        with site.cursor() as writing:
            writing.execute("INSERT INTO answers VALUES ('more')")
        assert not cut_log(site)
        cursor.execute("COMMIT")
    assert cut_log(site)


def test_within_a_transaction_nothing_is_cut(db):
    assert not cut_log(connection)
