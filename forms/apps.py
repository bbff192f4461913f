"""Report types as editors configure them, and the citizen's way through one."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Report types as editors configure them, and the citizen's way through one."""

    name = "forms"
    label = "reportforms"

    def ready(self) -> None:
        """Tell the pages and the desk below what is here: when a type closes, the finder, entering for somebody."""
        from cms.changes import listen
        from cms.guides import register_guide
        from cms.notice_uses import register_uses as register_tellers
        from cms.outgoing.finding import register_links
        from cms.page_cache import ends_at
        from cms.printed import register_printed
        from cms.uses import register_uses
        from forms.entering.desk import register as register_entering
        from forms.finder.guide import finder_below
        from forms.kiosk.desk import register as register_kiosk
        from forms.listing import next_closing, telling
        from forms.outgoing import links
        from forms.printed import printed
        from forms.told import page_changed
        from forms.translating import put_on_the_map
        from forms.uses import uses

        listen(page_changed)
        ends_at(next_closing)
        register_links(links)
        register_printed(printed)
        put_on_the_map()
        register_uses(uses)
        register_guide(finder_below)
        register_tellers(telling)
        register_entering()
        register_kiosk()
