"""Live video with an officer."""

from django.apps import AppConfig


class VideoConfig(AppConfig):
    """Live video with an officer."""

    name = "video"

    def ready(self) -> None:
        """Have the database hold what calls promise; name what happens in them; run what follows."""
        from video import checks, rooms, sending  # noqa: F401
        from video.events import register as register_events
        from video.pages.registering import register as register_pages
        from video.triggers import register as register_triggers

        register_events()
        register_pages()
        register_triggers()
