"""One line of substance for the queue: what, and where."""

from typing import Any

LONGEST = 160


def summary_of(answers: dict[str, Any]) -> str:
    """Return what the report is about in the citizen's words: the item or the story's start, and the place."""
    place = answers.get("incident_place")
    street = place.get("street") if isinstance(place, dict) else None
    parts = [_what(answers), street if isinstance(street, str) else ""]
    return " · ".join(" ".join(part.split()) for part in parts if part)[:LONGEST]


def _what(answers: dict[str, Any]) -> str:
    items = answers.get("items")
    rows = [row for row in items if isinstance(row, dict)] if isinstance(items, list) else []
    described = [row["description"] for row in rows if isinstance(row.get("description"), str)]
    if described:
        more = f" (+{len(rows) - 1})" if len(rows) > 1 else ""
        return described[0][:80] + more
    vehicle = [
        answers.get(key) for key in ("vehicle_colour", "vehicle_make", "vehicle_model", "vehicle_plate")
    ]
    named = " ".join(part for part in vehicle if isinstance(part, str))
    story = answers.get("story")
    return named or (story[:80] if isinstance(story, str) else "")
