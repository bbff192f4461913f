"""Other systems: records management, mail."""

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    """Other systems: records management, mail."""

    name = "integrations"
