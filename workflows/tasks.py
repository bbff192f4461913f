"""What huey runs. A doorbell, not the record: everything here can be lost and nothing is."""

import sqlite3

from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task, db_task, on_startup
from huey.exceptions import HueyException
from redis.exceptions import RedisError

from pdf.warm import warm_up
from workflows import follow_ups, housekeeping

# What waking the worker may fail with; the sweep makes up for it.
UNREACHABLE = (OSError, sqlite3.Error, RedisError, HueyException)


@db_task()
def run_follow_up(follow_up_id: int) -> None:
    """Run one follow-up."""
    follow_ups.run(follow_up_id)


@db_periodic_task(crontab(minute="*"))
def sweep() -> None:
    """Every minute: run what was due and not woken, and hand back what nobody answered in time."""
    housekeeping.expire_information_requests()
    follow_ups.sweep()


@on_startup(name="sweep")
def sweep_at_start() -> None:
    """When a worker starts: go on with what a stopped one left."""
    HUEY.enqueue(sweep.s())


@db_periodic_task(crontab(minute="17", hour="*"))
def tidy() -> None:
    """Every hour: delete expired drafts and used links, put stray receipts aside."""
    housekeeping.tidy()


@db_periodic_task(crontab(minute="43", hour="9"))
def clear() -> None:
    """Every night (the queue's clock is UTC): delete files that no row names."""
    housekeeping.clear()


@on_startup(name="renderer")
def warm_up_the_renderer() -> None:
    """When a worker starts: have the process that renders PDFs ready for the first copy."""
    warm_up()
