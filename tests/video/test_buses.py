"""The buses: one process alone with the inner one; over PostgreSQL and Redis every process is woken."""

import multiprocessing
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from video.bus.base import Ring
from video.bus.hub import Hub, hub
from video.bus.postgres import PostgresBus
from video.bus.process import claim_process
from video.bus.redis import RedisBus
from video.checks import one_process_with_its_own_bus

# What is published in Redis is heard by all who share it: no call of another process of the tests has such a number.
NOBODYS = 10**12


def test_a_second_process_refuses_to_start(tmp_path):
    claim_process(tmp_path, patience=0)
    with pytest.raises(ImproperlyConfigured, match="another process serves this site"):
        claim_process(tmp_path, patience=0)


def test_the_place_is_free_again_when_the_process_is_gone(tmp_path):
    context = multiprocessing.get_context("fork")
    child = context.Process(target=claim_process, args=(tmp_path,))
    child.start()
    child.join()
    assert child.exitcode == 0
    claim_process(tmp_path, patience=0)


def test_more_workers_than_one_are_named_before_anything_starts(settings):
    settings.VIDEO_BUS, settings.WEB_CONCURRENCY = "process", 2
    [found] = one_process_with_its_own_bus()
    assert "WEB_CONCURRENCY is 2" in found.msg
    settings.VIDEO_BUS = "redis"
    assert one_process_with_its_own_bus() == []


def test_manage_refuses_more_workers_than_one(tmp_path):
    told = {
        "CONSTAT_ENV": "demo",
        "CONSTAT_VAR": str(tmp_path),
        "WEB_CONCURRENCY": "3",
        "VIDEO_BUS": "process",
    }
    environment = {**os.environ, **told}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=Path(site.BASE_DIR),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "video.E001" in done.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL (DATABASE_URL)")
def test_postgresql_passes_the_number_on():
    hears(PostgresBus(), NOBODYS + 7)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not site.REDIS_URL, reason="needs Redis (REDIS_URL)")
def test_redis_passes_the_number_on():
    hears(RedisBus(), NOBODYS + 8)


def test_a_ring_wakes_only_whom_it_is_for():
    own = Hub()
    with own.listen(5, 1) as first, own.listen(5, 2) as second, own.listen(6, 3) as elsewhere:
        for ring, woken in (
            (Ring(5), (True, True)),
            (Ring(5, only=2), (False, True)),
            (Ring(5, but=2), (True, False)),
        ):
            told = Ring.of(ring.as_text())
            assert told == ring
            own.ring(told)
            assert (first.wait(0), second.wait(0), elsewhere.wait(0)) == (*woken, False)


@pytest.mark.parametrize("told", ["", "5", "5/6", "5/6/7/8", "x//", "//", b"5/-1/"])
def test_what_is_no_ring_wakes_everybody(told):
    assert Ring.of(told) is None


def hears(bus, number):
    before = threading.active_count()
    bus.start()
    with hub.listen(number, 1) as bell:
        bell.wait(1)  # a new line wakes everybody
        with hub.listen(number, 2) as other:
            bus.ring(Ring(number, only=2))
            assert other.wait(5)
            bus.ring(Ring(number, but=2))
            assert bell.wait(5)
    bus.stop()
    assert threading.active_count() == before
