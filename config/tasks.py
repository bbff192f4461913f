"""The worker's own tasks: it says that it is alive."""

from typing import Any

from huey import crontab
from huey.contrib.djhuey import on_startup, periodic_task, post_execute, pre_execute

from config.heartbeat import beat


@on_startup(name="heartbeat")
def beat_at_start() -> None:
    """Beat as soon as a worker is up, so that the site is healthy within seconds."""
    beat()


@periodic_task(crontab(), name="heartbeat")
def beat_by_the_clock() -> None:
    """Beat every minute; it goes through the queue, so a queue that stands still is seen."""
    beat()


@pre_execute(name="heartbeat")
def beat_before(task: Any) -> None:
    """Beat with every task that begins: a busy worker is a living one."""
    beat()


@post_execute(name="heartbeat")
def beat_after(task: Any, value: Any, exception: BaseException | None) -> None:
    """Beat with every task that ends."""
    beat()
