"""`migrate` as Django has it, and then the triggers, which SQLite drops whenever it rebuilds a table."""

from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections

from workflows import triggers


class Command(MigrateCommand):
    """Bring the database to the state of the code, its triggers included."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            triggers.install(connections[options["database"]])
