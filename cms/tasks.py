"""What huey runs for the pages. A doorbell, not the record: what is to be done stands in rows."""

import sqlite3

from django.conf import settings
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task
from huey.exceptions import HueyException
from redis.exceptions import RedisError

from cms.feedback import actions, mails
from cms.outgoing.checking import check_due

# What ringing may fail with; the rows are found by the clock then.
UNREACHABLE = (OSError, sqlite3.Error, RedisError, HueyException)


@db_task()
def mail_alarms() -> None:
    """Write to staff about feedback that points at danger."""
    mails.mail_alarms()


@db_periodic_task(crontab(minute="*"))
def sweep_alarms() -> None:
    """Every minute: what was not woken, or did not go out."""
    mails.mail_alarms()


@db_periodic_task(crontab(minute="37", hour="*"))
def delete_old_texts() -> None:
    """Every hour: delete words of feedback that were kept long enough."""
    actions.delete_old_texts()


@db_task()
def check_links() -> None:
    """Ask for the links that are due, because somebody wants to know."""
    check_due()


@db_periodic_task(crontab(minute="29", hour="*"))
def check_links_by_the_clock() -> None:
    """Every hour: ask for the links that were not asked for since yesterday. A demonstration asks only when told."""
    if not settings.DEMO:
        check_due()
