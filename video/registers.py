"""The register of openings: when officers can be met, and how many people at a time."""

from typing import Any

from django.contrib.admin import SimpleListFilter, display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from video.models import Opening
from workflows.models import Unit
from workflows.registers.base import Register


class UnitFilter(SimpleListFilter):
    """The openings of one unit. Django's own filter of related rows needs its admin site, which is not here."""

    title = _("unit")
    parameter_name = "unit"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(unit.pk), str(unit)) for unit in Unit.objects.all()]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        known = {key for key, _title in self.lookup_choices}
        return queryset.filter(unit=self.value()) if self.value() in known else queryset


class OpeningRegister(Register):
    """When officers meet people, by video or in person."""

    model = Opening
    menu_label = _("Openings for calls")
    menu_icon = "calendar-alt"
    menu_order = 315
    add_to_settings_menu = False
    fields = ("unit", "starts_at", "minutes", "capacity", "in_person")
    list_display = ("starts_at", "unit", "minutes", "capacity", "at_the_station")
    list_filter = (UnitFilter, "in_person")
    exported = fields

    @display(description=_("in person, at the station"), ordering="in_person")
    def at_the_station(self, opening: Opening) -> str:
        """Whether people come, in a word: Django's pictures of yes and no are not here."""
        return gettext("Yes") if opening.in_person else gettext("No")
