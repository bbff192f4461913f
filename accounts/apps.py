"""The staff user, groups, the second factor."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The staff user, groups, the second factor."""

    name = "accounts"
