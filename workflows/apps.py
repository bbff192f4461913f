"""Reports after they are begun: states, actions, numbers, the desk."""

from importlib import import_module

from django.apps import AppConfig
from django.core.checks import register


class WorkflowsConfig(AppConfig):
    """Reports after they are begun: states, actions, numbers, the desk."""

    name = "workflows"

    def ready(self) -> None:
        """Register what runs follow-ups and what the desk shows, by importing it."""
        names = ("effects", "webhooks", "links", "proving", "entering", "form_messages", "surveys.inviting")
        for name in (*names, "desk.where", "desk.panels"):
            import_module(f"workflows.{name}")
        register(import_module("workflows.places.checks").area_can_be_read)
