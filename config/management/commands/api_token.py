"""`manage.py api_token USER`: make a token for the API; it is the last word on stdout, shown once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Scope, User
from accounts.tokens import issue


class Command(BaseCommand):
    """Print a new API token of a staff member."""

    help = "Make an API token for a staff member. Without --scope it may do all that the user may."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, for what, how long."""
        parser.add_argument("user", help="the user name of the staff member")
        parser.add_argument("--scope", action="append", default=[], choices=Scope.values, help="repeatable")
        parser.add_argument("--days", type=int, help="how long it lives; without it, until it is revoked")
        parser.add_argument(
            "--name", default="command line", help="what uses it; shown in the list of tokens"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the token and print it."""
        try:
            user = User.objects.get(username=options["user"], is_active=True)
        except User.DoesNotExist:
            raise CommandError(f"There is no active staff member '{options['user']}'.") from None
        days = options["days"]
        if days is not None and days < 1:
            raise CommandError("--days is a whole number of at least 1.")
        expires = timezone.now() + timedelta(days=days) if days else None
        _token, text = issue(user, name=options["name"], scopes=options["scope"], expires_at=expires)
        self.stdout.write(text)
