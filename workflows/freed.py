"""What SQLite still holds of deleted rows: pages are zeroed as they are freed, the log beside the database is cut.

`PRAGMA secure_delete` (config/env.py) does the first. The log, in which the words stand until it is used again
from its start, is cut here. PostgreSQL's own log and free space are the operator's (docs/security.md).
"""

from django.db.backends.base.base import BaseDatabaseWrapper

# Writers wait for the cut no longer than this; where somebody reads for longer, the next hour cuts.
WAIT = 500


def cut_log(connection: BaseDatabaseWrapper) -> bool:
    """Write the log of a SQLite database into it and empty the log's file; whether that could be done now."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={WAIT}")
        try:
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout={int(before)}")
    return not busy
