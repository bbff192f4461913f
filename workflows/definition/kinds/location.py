"""Where something happened: an address, a pin on a map, or both, held against the agency's area."""

import math
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows import places
from workflows.definition.kinds.base import NOTHING, Circumstances, called, register, wrong_type
from workflows.definition.kinds.place import PARTS, Address
from workflows.definition.problems import Fault, Refused, refuse
from workflows.definition.structure import Question

DEGREES = {"lat": 90, "lon": 180}
# Digits after the point: a tenth of a metre.
DIGITS = 6
OFF, WARN, REQUIRE = "off", "warn", "require"


@register
class Location(Address):
    """An address with a point: `lat` and `lon` in WGS 84, both or neither; limit `inside`: off, warn or require."""

    name = "location"

    def clean(self, question: Question, value: Any) -> dict[str, Any] | None:
        if not isinstance(value, dict) or not value.keys() <= {*PARTS, *DEGREES}:
            raise wrong_type(question)
        faults: list[Fault] = []
        written = {part: value[part] for part in value if part in PARTS}
        address = _attempt(faults, lambda: Address.clean(self, replace(question, required=False), written))
        point = _attempt(faults, lambda: _clean_point(question, value))
        if faults:
            raise Refused(*faults)
        found = {**(address or {}), **(point or {})}
        if found and question.required and not found.keys() & {"street", "lat"}:
            raise refuse("required", _no_place(question), "street")
        return found or None

    def allow(self, question: Question, value: Any, circumstances: Circumstances) -> None:
        if _inside_limit(question) == REQUIRE and is_outside(value):
            raise refuse("outside_area", _outside(question))

    def hint(self, question: Question, value: Any) -> list[Fault]:
        if _inside_limit(question) == WARN and is_outside(value):
            return [Fault("outside_area", _perhaps_outside(question))]
        return []

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        if not isinstance(value, dict) or not is_point(value):
            return super().show(question, value)
        written = {part: text for part, text in value.items() if part not in DEGREES}
        address = super().show(question, written) if written else ""
        return "\n".join(filter(None, [address, point_words(value["lat"], value["lon"])]))

    def schema(self, question: Question) -> dict[str, Any]:
        plain = super().schema(replace(question, required=False))
        west, south, east, north = places.bounds() if _inside_limit(question) == REQUIRE else _WORLD
        middle = places.middle()
        point = {
            "lat": {"type": "number", "minimum": south, "maximum": north, "examples": [middle[0]]},
            "lon": {"type": "number", "minimum": west, "maximum": east, "examples": [middle[1]]},
        }
        needed = [{"required": ["street"]}, {"required": ["lat", "lon"]}]
        return {
            **plain,
            "properties": {**plain["properties"], **point},
            "dependentRequired": {"lat": ["lon"], "lon": ["lat"]},
            **({"allOf": [{"anyOf": needed}]} if question.required else {}),
        }

    def read(self, question: Question, post: QueryDict, name: str) -> dict[str, Any] | None:
        value: dict[str, Any] = super().read(question, post, name) or {}
        if not post.get(f"{name}-unpin"):
            typed = {part: post.get(f"{name}-{part}", "").strip() for part in DEGREES}
            value |= {part: _number(text) for part, text in typed.items() if text}
        return value or None

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        source = value if isinstance(value, dict) else {}
        point = {f"-{part}": _written(source.get(part)) for part in DEGREES}
        return {**super().initial(question, value), **point}

    def lint(self, question: Question) -> list[str]:
        if question.limits.get("inside", WARN) in (OFF, WARN, REQUIRE):
            return []
        sentence = _("“%(label)s”: the limit “inside” is off, warn or require.")
        return [sentence % {"label": called(question)}]


_WORLD = (-180, -90, 180, 90)


def is_point(value: Any) -> bool:
    """Say whether an answer has a point that is somewhere on earth."""
    return isinstance(value, dict) and all(
        _is_number(value.get(part)) and abs(value[part]) <= most for part, most in DEGREES.items()
    )


def is_outside(value: Any) -> bool:
    """Say whether the pin of an answer is outside the agency's area; an address without a pin never is."""
    return is_point(value) and not places.is_inside(value["lat"], value["lon"])


def point_words(latitude: float, longitude: float) -> str:
    """Return a point as staff read it: its degrees, and the neighbourhood that it lies in."""
    where = places.neighbourhood_at(latitude, longitude)
    words = {"point": f"{latitude:.5f}, {longitude:.5f}", "place": where}
    if where is None:
        return _("Pin: %(point)s (outside the area)") % words
    return _("Pin: %(point)s (%(place)s)") % words


def _attempt(faults: list[Fault], work: Any) -> Any:
    try:
        return work()
    except Refused as refusal:
        faults.extend(refusal.faults)
        return None


def _clean_point(question: Question, value: dict[str, Any]) -> dict[str, float] | None:
    given = {part: value.get(part) for part in DEGREES if value.get(part) not in NOTHING}
    if not given:
        return None
    faults = [
        Fault("type", _no_number(question, part), part) for part in given if not _is_number(given[part])
    ]
    if faults:
        raise Refused(*faults)
    if len(given) < len(DEGREES):
        missing = "lon" if "lat" in given else "lat"
        raise refuse("required", _half(question), missing)
    point = {part: round(float(value[part]), DIGITS) + 0.0 for part in DEGREES}
    if _is_swapped(point):
        raise refuse("swapped", _swapped(question), "lat")
    beyond = [part for part, most in DEGREES.items() if abs(point[part]) > most]
    if beyond:
        raise Refused(*(Fault("out_of_range", _beyond(question, part), part) for part in beyond))
    return point


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_swapped(point: dict[str, float]) -> bool:
    """Whether the point lies in the agency's area once its two numbers change places, and not as it is."""
    turned = {"lat": point["lon"], "lon": point["lat"]}
    return is_point(turned) and not is_outside(turned) and (not is_point(point) or is_outside(point))


def _inside_limit(question: Question) -> str:
    limit = question.limits.get("inside", WARN)
    return limit if limit in (OFF, WARN, REQUIRE) else WARN


def _number(text: str) -> float | str:
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.{DIGITS}f}".rstrip("0").rstrip(".") if _is_number(value) else ""


def _label(question: Question) -> dict[str, str]:
    return {"label": called(question), "city": settings.AGENCY["city"][(get_language() or "en")[:2]]}


def _no_place(question: Question) -> str:
    return _("Enter the street of “%(label)s”, or set the pin on the map.") % _label(question)


def _no_number(question: Question, part: str) -> str:
    names = {"lat": _("latitude (lat)"), "lon": _("longitude (lon)")}
    sentence = _("The %(part)s of “%(label)s” is not a number. Send degrees such as 49.8951.")
    return sentence % {**_label(question), "part": names[part]}


def _half(question: Question) -> str:
    return _("“%(label)s” has only one of lat and lon. Send both, or neither.") % _label(question)


def _swapped(question: Question) -> str:
    sentence = _("The latitude and longitude of “%(label)s” have changed places. Put the latitude into lat.")
    return sentence % _label(question)


def _beyond(question: Question, part: str) -> str:
    if part == "lat":
        return _("The latitude of “%(label)s” is not between -90 and 90 degrees.") % _label(question)
    return _("The longitude of “%(label)s” is not between -180 and 180 degrees.") % _label(question)


def _outside(question: Question) -> str:
    sentence = _(
        "The pin of “%(label)s” is outside %(city)s. Move it, or report this to the police of that place."
    )
    return sentence % _label(question)


def _perhaps_outside(question: Question) -> str:
    sentence = _("The pin of “%(label)s” is outside %(city)s. Check it. If it is right, leave it.")
    return sentence % _label(question)
