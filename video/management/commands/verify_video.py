"""`manage.py verify_video`: name each flipped byte of a still or recording, and each custody row that was removed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from video.models import Chunk, Still
from video.verifying import faults


class Command(BaseCommand):
    """Go through all that calls left, and name each fault."""

    help = "Names each still and chunk whose bytes changed, each broken chain and missing custody row; exits with 1."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check everything."""
        found = 0
        for fault in faults():
            self.stderr.write(fault)
            found += 1
        if found:
            raise CommandError(f"{found} faults in what calls left.")
        count = f"{Still.objects.count()} stills, {Chunk.objects.count()} chunks"
        self.stdout.write(f"What calls left is whole: {count}, and the history.")
