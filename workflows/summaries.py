"""One line of substance for the queue: what, and where."""

from collections.abc import Iterator, Mapping
from typing import Any

from workflows import places
from workflows.definition.kinds.location import is_point

LONGEST = 160
# How a vehicle is told in a few words: a report type asks for its parts by single keys, or as one answer.
_VEHICLE = ("make", "model", "colour", "plate")
# Where people tell what it is, the story first.
_TOLD = ("story", "statement", "damage_description")


def summary_of(answers: dict[str, Any]) -> str:
    """Return what the report is about in the citizen's words: the item or the story's start, and the place."""
    parts = [_what(answers), _where(answers)]
    return " · ".join(" ".join(part.split()) for part in parts if part)[:LONGEST]


def _what(answers: dict[str, Any]) -> str:
    items = answers.get("items")
    rows = [row for row in items if isinstance(row, dict)] if isinstance(items, list) else []
    described = [row["description"] for row in rows if isinstance(row.get("description"), str)]
    if described:
        more = f" (+{len(rows) - 1})" if len(rows) > 1 else ""
        return described[0][:80] + more
    return next(_vehicles(answers), "") or _told(answers)


def _vehicles(answers: Mapping[str, Any]) -> Iterator[str]:
    single = {part: answers.get(f"vehicle_{part}") for part in _VEHICLE}
    for value in (single, *(each for each in answers.values() if isinstance(each, dict))):
        # An answer with a plate or a make is a vehicle: nothing else has these.
        if value.get("plate") or value.get("make"):
            make, model, *others = (
                part if isinstance(part := value.get(name), str) else "" for name in _VEHICLE
            )
            # Set off by commas, the colour stands right in either language.
            yield ", ".join(each for each in (f"{make} {model}".strip(), *others) if each)


def _told(answers: Mapping[str, Any]) -> str:
    told = (answers.get(key) for key in _TOLD)
    return next((each[:80] for each in told if isinstance(each, str) and each), "")


def _where(answers: Mapping[str, Any]) -> str:
    """Return the street of the place; of a pin without one the neighbourhood."""
    place = answers.get("incident_place")
    others = (each for each in answers.values() if is_point(each))
    place = place if isinstance(place, dict) and place else next(others, None)
    if not isinstance(place, dict):
        return ""
    street = place.get("street")
    if isinstance(street, str) and street:
        return street
    inside = places.neighbourhood_at(place["lat"], place["lon"]) if is_point(place) else None
    return inside.name if inside else ""
