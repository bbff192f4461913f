"""The public pages: home, information, notices."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The public pages: home, information, notices."""

    name = "cms"

    def ready(self) -> None:
        """Watch what makes cached pages old."""
        from cms.changes import watch

        watch()
