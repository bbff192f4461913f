import sqlite3
import time

import pytest
from django.db import DatabaseError

from config import health, heartbeat


@pytest.fixture(autouse=True)
def nothing_known_yet():
    health._settled.clear()
    heartbeat.forget()


@pytest.mark.django_db
def test_is_healthy_once_a_worker_has_beaten(client):
    assert client.get("/healthz").content == b"waiting for a worker\n"
    heartbeat.beat()
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_is_not_healthy_when_the_last_beat_is_old(client, monkeypatch):
    heartbeat.beat()
    later = time.time() + 91
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get("/healthz").status_code == 503


@pytest.mark.django_db
def test_the_demo_is_not_healthy_without_its_data(client, settings):
    settings.DEMO = True
    heartbeat.beat()
    assert client.get("/healthz").content == b"waiting for demo data\n"


@pytest.mark.django_db
def test_is_not_healthy_while_a_migration_or_a_trigger_is_missing(client, monkeypatch):
    heartbeat.beat()
    monkeypatch.setattr(health.triggers, "missing", lambda connection: ["one"])
    assert client.get("/healthz").content == b"waiting for triggers\n"
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    health._settled.clear()
    assert client.get("/healthz").content == b"waiting for migrations\n"


@pytest.mark.django_db
def test_says_so_when_the_database_or_the_queue_is_away(client, monkeypatch):
    def away(*arguments):
        raise sqlite3.OperationalError

    monkeypatch.setattr(heartbeat.HUEY.storage, "peek_data", away)
    assert client.get("/healthz").content == b"waiting for a worker\n"

    def no_database():
        raise DatabaseError

    monkeypatch.setattr(health, "_answers", no_database)
    assert client.get("/healthz").content == b"waiting for the database\n"
