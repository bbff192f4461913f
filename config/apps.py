"""The site as a whole: hands to the pages what is counted elsewhere."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Puts the parts together; holds no rules."""

    name = "config"

    def ready(self) -> None:
        """Let campaigns ask how many reports came by a source, and who may see small numbers."""
        from cms.campaigns import numbers
        from workflows.sources import may_see_small_numbers, reached_by

        numbers.register(reached_by, may_see_small_numbers)
