"""What huey runs. A doorbell, not the record: everything here can be lost and nothing is."""

import sqlite3

from django.db import close_old_connections
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task
from huey.exceptions import HueyException
from redis.exceptions import RedisError

from workflows import follow_ups

# What waking the worker may fail with; the sweep makes up for it.
UNREACHABLE = (OSError, sqlite3.Error, RedisError, HueyException)


@db_task()
def run_follow_up(follow_up_id: int) -> None:
    """Run one follow-up."""
    follow_ups.run(follow_up_id)


@db_periodic_task(crontab(minute="*"))
def sweep() -> None:
    """Every minute: run what was due and not woken."""
    close_old_connections()
    follow_ups.sweep()
