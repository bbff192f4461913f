"""Live video with an officer."""

from django.apps import AppConfig


class VideoConfig(AppConfig):
    """Live video with an officer."""

    name = "video"

    def ready(self) -> None:
        """Have the database hold what calls promise."""
        from video.triggers import register as register_triggers

        register_triggers()
