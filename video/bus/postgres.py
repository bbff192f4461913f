"""The bus over PostgreSQL: NOTIFY in the transaction, so that it goes out with the commit and never without."""

from collections.abc import Generator
from typing import Any

import psycopg
from django.db import connection, connections

from video.bus.base import Ring
from video.bus.remote import CHANNEL, LONGEST_LOOK, RemoteBus


class PostgresBus(RemoteBus):
    """Rings by LISTEN and NOTIFY."""

    broken = (OSError, psycopg.Error)

    def ring(self, ring: Ring) -> None:
        """Tell the numbers; the database passes them on at the commit."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, ring.as_text()])

    def rings(self) -> Generator[Ring | None]:
        """Hear on a connection of its own."""
        with psycopg.connect(**_parameters(), autocommit=True) as line:
            line.execute(f"LISTEN {CHANNEL}")
            yield None
            while self.goes_on():
                for told in line.notifies(timeout=LONGEST_LOOK):
                    yield Ring.of(told.payload)


def _parameters() -> dict[str, Any]:
    wanted = connections["default"].get_connection_params()
    known = ("dbname", "user", "password", "host", "port", "sslmode", "sslrootcert", "options")
    return {name: wanted[name] for name in known if wanted.get(name)}
