"""Report types as editors configure them, and the citizen's way through one."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Report types as editors configure them, and the citizen's way through one."""

    name = "forms"
    label = "reportforms"
