"""`manage.py side_by_side DIR`: every mail, text message, PDF and error in English beside French, to read."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.side_by_side.catalogue import write
from workflows.models import Submission


class Command(BaseCommand):
    """Write the catalogue."""

    help = "Write every mail, text message, PDF and error in both languages, side by side, into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it; it needs a report that was sent, as the demonstration has."""
        if not Submission.objects.exclude(status="draft").exists():
            raise CommandError("There is no report to show it with. Run this beside the demonstration.")
        count = write(options["folder"])
        self.stdout.write(f"{count} entries in {options['folder'] / 'index.html'}")
