"""The public pages: home, information, notices."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The public pages: home, information, notices."""

    name = "cms"

    def ready(self) -> None:
        """Watch what makes cached pages old, and which redirects a move makes useless."""
        from cms.changes import watch
        from cms.redirecting.moves import watch as watch_moves

        watch()
        watch_moves()
