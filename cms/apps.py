"""The public pages: home, information, notices."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The public pages: home, information, notices."""

    name = "cms"

    def ready(self) -> None:
        """Watch what makes cached pages old, redirects useless and French stale; know when a campaign is over."""
        from cms.campaigns.links import printed_codes
        from cms.changes import watch
        from cms.models.campaigns import next_end
        from cms.page_cache import ends_at
        from cms.printed import register_printed
        from cms.redirecting.moves import watch as watch_moves
        from cms.translating.own import put_on_the_map
        from cms.translating.seen import watch as watch_translations

        watch()
        watch_moves()
        ends_at(next_end)
        register_printed(printed_codes)
        put_on_the_map()
        watch_translations()
