"""`manage.py check_printed_codes`: list the printed addresses that lead nowhere; exit 1 when there are any."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from cms.printed import leading_nowhere


class Command(BaseCommand):
    """Follow each printed address as a visitor would."""

    help = "List the addresses on posters and other paper that lead nowhere. Exits with 1 when there are any."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say which are broken."""
        broken = leading_nowhere()
        for code in broken:
            self.stdout.write(f"{code.path}  {code.called}")
        if broken:
            sys.exit(1)
        self.stdout.write("Every printed address leads somewhere.")
