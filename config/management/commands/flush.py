"""`flush` for test databases only: the one named door through the triggers that keep history as it is."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as FlushCommand
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from workflows import triggers


class Command(FlushCommand):
    """Empty a test database. Any other is refused: history is only ever added to."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if not is_test_database(connection):
            raise CommandError(
                "This is not a test database, and history is only ever added to. To start a demo afresh, run: "
                "make reset"
            )
        triggers.uninstall(connection)
        try:
            super().handle(**options)
        finally:
            triggers.install(connection)


def is_test_database(connection: BaseDatabaseWrapper) -> bool:
    """Say whether the tests made this database for themselves; the settings and the name must both say so."""
    name = str(connection.settings_dict["NAME"])
    return settings.TESTING and ("mode=memory" in name or Path(name).name.startswith("test_"))
