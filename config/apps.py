"""The site as a whole: hands to the pages what is counted elsewhere, and what of the reports hangs on them."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Puts the parts together; holds no rules."""

    name = "config"

    def ready(self) -> None:
        """Let campaigns ask for their numbers; have the registers translated, their links checked, their uses told.

        Hand the pages' colours to mails and copies, and the figures of the service to the pages.
        """
        from cms.campaigns import numbers
        from cms.outgoing.finding import register_links
        from cms.uses import register_uses
        from config.brand import register_brand
        from config.editorial import links_of_letters, put_on_the_map, uses_of_register
        from config.figures import register_figures
        from workflows.sources import may_see_small_numbers, reached_by

        numbers.register(reached_by, may_see_small_numbers)
        put_on_the_map()
        register_uses(uses_of_register)
        register_links(links_of_letters)
        register_figures()
        register_brand()
