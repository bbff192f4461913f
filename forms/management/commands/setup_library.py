"""`manage.py setup_library`: fill an empty library of parts; a library that has parts stays as it is."""

from typing import Any

from django.core.management.base import BaseCommand

from forms.library_seed import seed_parts


class Command(BaseCommand):
    """Make the parts that every agency begins with, once."""

    help = "Fill the library of parts, unless it has some. Run it after migrate; running it again is safe."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many parts were made."""
        count = seed_parts()
        if options["verbosity"]:
            self.stdout.write(f"{count} parts of the library were made.")
