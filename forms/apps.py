"""Report types as editors configure them, and the citizen's way through one."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Report types as editors configure them, and the citizen's way through one."""

    name = "forms"
    label = "reportforms"

    def ready(self) -> None:
        """Have cached pages end when a report type closes, and the desk lead to entering for somebody."""
        from cms.page_cache import ends_at
        from forms.entering.desk import register as register_entering
        from forms.listing import next_closing

        ends_at(next_closing)
        register_entering()
