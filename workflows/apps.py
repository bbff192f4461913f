"""Reports after they are begun: states, actions, numbers, the desk."""

from importlib import import_module

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """Reports after they are begun: states, actions, numbers, the desk."""

    name = "workflows"

    def ready(self) -> None:
        """Register what runs follow-ups and what the desk shows, by importing it."""
        for name in ("effects", "links", "desk.panels"):
            import_module(f"workflows.{name}")
