"""`manage.py prepare`: bring database, groups and static files to the state of the code; run at each deployment."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import heartbeat


class Command(BaseCommand):
    """Migrate, set up groups, collect static files; in the demo also make its data, once."""

    help = "Bring the database, the groups and the static files to the state of the code."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("setup_roles", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO:
            heartbeat.forget()
            call_command("demo", verbosity=0)
