"""`manage.py reset_second_factor USER`: for a colleague who lost phone, key and recovery codes."""

from argparse import ArgumentParser

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import User


class Command(BaseCommand):
    """Take away somebody's second factors; they enrol anew at the next sign-in."""

    help = "Take away all second factors of a staff member and end their sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("user", help="the user name of the staff member")

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        """Remove the factors, then the sessions that showed them."""
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"There is no staff member '{options['user']}'.")
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
        self.stdout.write(f"{user.username} enrols a second factor at the next sign-in.")


def end_sessions(user: User) -> None:
    """End every session of the user, on every device."""
    live = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [each.pk for each in live.iterator() if each.get_decoded().get("_auth_user_id") == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()
