"""`manage.py demo`: fill a development site with the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.build import build


class Command(BaseCommand):
    """Make people, pages, report types and reports in every state; run again, it keeps what is there."""

    help = "Fills a demonstration site with people, pages, report types and reports."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build what is missing; refused on a production site."""
        if not (settings.DEMO or settings.TESTING):
            raise CommandError("The demonstration is for development: set CONSTAT_ENV=demo.")
        build()
