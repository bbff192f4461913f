"""A small picture of where a pin is: the outlines of the neighbourhoods around it, drawn without anybody's help."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workflows import places

WIDTH, HEIGHT = 320, 200
# Degrees of latitude from the top to the bottom: some three kilometres.
TALL = 0.028
# About how wide a letter of a name is, and how tall its line, so that no two names stand over each other.
LETTER, LINE = 5.6, 14


@dataclass(frozen=True, slots=True)
class Name:
    """A neighbourhood's name, and where its middle stands in the picture."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Outlines as the `d` of a path, names, and the pin in the middle."""

    outlines: str
    names: list[Name]
    width: int = WIDTH
    height: int = HEIGHT
    x: float = WIDTH / 2
    y: float = HEIGHT / 2


def picture_of(latitude: float, longitude: float) -> Picture | None:
    """Return the picture around a point, None where none of our neighbourhoods is in sight."""
    frame = _Frame(latitude, longitude)
    found = places.within(*frame.box)
    if not found:
        return None
    outlines = "".join(path for _place, shape in found for path in _paths(shape, frame))
    return Picture(outlines, _names(found, frame))


class _Frame:
    """The part of the earth in the picture: as tall as `TALL`, a metre across as long as a metre down."""

    def __init__(self, latitude: float, longitude: float) -> None:
        self.scale = HEIGHT / TALL
        self.across = self.scale * math.cos(math.radians(latitude))
        half_tall, half_wide = TALL / 2, WIDTH / 2 / max(self.across, 1)
        self.north, self.west = latitude + half_tall, longitude - half_wide
        self.box = (self.west, latitude - half_tall, longitude + half_wide, self.north)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point stands in the picture."""
        return round((longitude - self.west) * self.across, 1), round((self.north - latitude) * self.scale, 1)


def _paths(shape: Any, frame: _Frame) -> Iterator[str]:
    for polygon in getattr(shape, "geoms", [shape]):
        for ring in (polygon.exterior, *polygon.interiors):
            points = (frame.at(*each[:2]) for each in ring.coords)
            yield "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def _names(found: Sequence[tuple[places.Neighbourhood, Any]], frame: _Frame) -> list[Name]:
    """Return the names that have room: of what is most in sight first, none over the pin or over another one."""
    from shapely import box

    seen = [(place.name, shape.intersection(box(*frame.box))) for place, shape in found if place.name]
    placed = [Name("pin pin", WIDTH / 2, HEIGHT / 2)]
    for text, shape in sorted(seen, key=lambda each: -each[1].area):
        middle = shape.representative_point()
        name = Name(text, *frame.at(middle.x, middle.y))
        if _is_in_sight(name) and not any(_overlap(name, other) for other in placed):
            placed.append(name)
    return placed[1:]


def _is_in_sight(name: Name) -> bool:
    half = _half(name)
    return half < name.x < WIDTH - half and LINE < name.y < HEIGHT - LINE / 2


def _overlap(one: Name, other: Name) -> bool:
    beside = abs(one.x - other.x) < _half(one) + _half(other)
    return beside and abs(one.y - other.y) < LINE


def _half(name: Name) -> float:
    return len(name.text) * LETTER / 2
