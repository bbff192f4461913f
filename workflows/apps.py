"""Reports after they are begun: states, actions, numbers, the desk."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """Reports after they are begun: states, actions, numbers, the desk."""

    name = "workflows"
