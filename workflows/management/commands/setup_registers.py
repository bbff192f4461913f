"""`manage.py setup_registers`: fill the registers of a new site; run again, it changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from workflows.seeding import seed_registers
from workflows.working_days import local_day


class Command(BaseCommand):
    """Fill the registers with what a new site begins with."""

    help = "Adds units, policies, codes, reasons, letters and holidays that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing."""
        seed_registers(local_day())
