"""The map of a question about a place: what it draws, what it says, and where its pictures come from."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from workflows import places
from workflows.definition import Field
from workflows.definition.kinds.location import OFF, is_outside, is_point

A_YEAR = 31_536_000


@require_safe
def outlines(request: HttpRequest) -> HttpResponse:
    """Give the outlines of the neighbourhoods; their address has their digest, so a browser keeps them."""
    response = HttpResponse(places.outlines(), content_type="application/json")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def map_of(field: Field) -> dict[str, Any]:
    """Return all that the browser needs to draw the map of a question: addresses, the area, its sentences."""
    west, south, east, north = places.bounds()
    return {
        "outlines": f"{reverse('place_outlines')}?v={places.outlines_digest()}",
        "script": static("forms/vendor/leaflet/leaflet.js"),
        "style": static("forms/vendor/leaflet/leaflet.css"),
        "tiles": settings.MAP_TILES,
        "credit": settings.MAP_TILES_CREDIT,
        "area": [[south, west], [north, east]],
        "judges": _judges(field),
        "texts": _texts(field),
    }


def point_of(field: Field) -> dict[str, float] | None:
    """Return the pin of a question as it is saved, if it has one that is somewhere on earth."""
    try:
        point = {part: float(field.values.get(part) or "") for part in ("lat", "lon")}
    except ValueError:
        return None
    return point if is_point(point) else None


def pin_words(field: Field) -> str:
    """Return where the pin of a question is, in words; nothing without one."""
    point = point_of(field)
    if point is None:
        return ""
    where = places.neighbourhood_at(point["lat"], point["lon"])
    texts = _texts(field)
    if where is not None and where.name:
        return texts["inside"].replace("{place}", str(where))
    return texts["outside"] if _judges(field) and is_outside(point) else texts["set"]


def _judges(field: Field) -> bool:
    return field.limits.get("inside") != OFF


def _texts(field: Field) -> dict[str, str]:
    city = {"city": settings.AGENCY["city"][(get_language() or "en")[:2]]}
    return {
        "open": _("Show a map"),
        "here": _("Use where I am now"),
        "remove": _("Take the pin out"),
        "help": _(
            "Tap the map where it happened. With the keyboard: the arrow keys move the pin, plus and minus zoom."
        ),
        "label": _("Map of %(city)s for “%(label)s”") % {**city, "label": field.label},
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "inside": _("The pin is in {place}."),
        "set": _("The pin is set."),
        "outside": _("The pin is outside %(city)s. Check it.") % city,
        "none": _("There is no pin on the map."),
        "removed": _("The pin is taken out."),
        "looking": _("Looking for where you are …"),
        "roughly": _("This may be off by {metres} metres."),
        "denied": _(
            "Your browser does not say where you are. Allow it in the browser’s settings, or enter the address."
        ),
        "unavailable": _("This device cannot find out where you are now. Enter the address."),
        "timeout": _("Finding where you are took too long. Try again, or enter the address."),
        "failed": _("The map cannot be shown now. Enter the address."),
    }
