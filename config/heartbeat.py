"""The worker's heartbeat: kept in the queue itself, so that it is seen wherever the queue is.

A beat says that a worker of this queue is alive and getting on: one at its start, one with each task and
one a minute by the clock.
"""

import sqlite3
import time
from typing import Final

from huey.constants import EmptyData
from huey.contrib.djhuey import HUEY
from redis import RedisError

KEY: Final = "heartbeat"
FRESH_FOR: Final = 90.0


def beat() -> None:
    """Say that a worker is alive now."""
    HUEY.storage.put_data(KEY, str(int(time.time())).encode())


def forget() -> None:
    """Take the last beat away: the worker that gave it is known to be gone."""
    HUEY.storage.pop_data(KEY)


def is_fresh() -> bool:
    """Say whether a worker was alive within the last minute and a half; a queue that is away has none."""
    try:
        data = HUEY.storage.peek_data(KEY)
    except (RedisError, sqlite3.Error):
        return False
    return data is not EmptyData and time.time() - int(bytes(data)) < FRESH_FOR
