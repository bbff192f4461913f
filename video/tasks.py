"""What huey runs for calls. Each is found again by the next one: nothing hangs on a single run."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from video import sweeping


@db_periodic_task(crontab(minute="*"))
def sweep_calls() -> None:
    """Every minute: end what nobody came to, note broken lines, remind of appointments."""
    sweeping.sweep()


@db_periodic_task(crontab(minute="29", hour="*"))
def purge_calls() -> None:
    """Every hour: forget network addresses, keys and pictures that nobody agreed to keep."""
    sweeping.purge()
