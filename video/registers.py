"""The register of openings: when officers can be met, and how many people at a time."""

from django.utils.translation import gettext_lazy as _

from video.models import Opening
from workflows.registers.base import Register


class OpeningRegister(Register):
    """When officers meet people, by video or in person."""

    model = Opening
    menu_label = _("Openings for calls")
    menu_icon = "calendar-alt"
    menu_order = 315
    add_to_settings_menu = False
    fields = ("unit", "starts_at", "minutes", "capacity", "in_person")
    list_display = ("starts_at", "unit", "minutes", "capacity", "in_person")
    list_filter = ("unit", "in_person")
    exported = fields
