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
        from cms.notice_uses import register_uses
        from cms.page_cache import ends_at
        from cms.printed import register_printed
        from forms.entering.desk import register as register_entering
        from forms.finder.guide import finder_below
        from forms.kiosk.desk import register as register_kiosk
        from forms.listing import next_closing, telling
        from forms.printed import printed
        from forms.told import page_changed

        listen(page_changed)
        ends_at(next_closing)
        register_printed(printed)
        register_guide(finder_below)
        register_uses(telling)
        register_entering()
        register_kiosk()
