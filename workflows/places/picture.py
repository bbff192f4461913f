"""A small picture of where a pin is: the outlines of the neighbourhoods around it, drawn without anybody's help."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflows import places

WIDTH, HEIGHT = 320, 200
# Degrees of latitude from the top to the bottom: some three kilometres.
TALL = 0.028
# How far from an edge a name may begin, so that it is not cut off.
MARGIN = 40


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
    names = [Name(place.name, *frame.at(*_middle(shape, frame))) for place, shape in found if place.name]
    return Picture(outlines, [each for each in names if _is_in_sight(each)])


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


def _middle(shape: Any, frame: _Frame) -> tuple[float, float]:
    """Return a point in the part of a neighbourhood that is in sight."""
    from shapely import box

    seen = shape.intersection(box(*frame.box)).representative_point()
    return seen.x, seen.y


def _is_in_sight(name: Name) -> bool:
    beside_the_pin = abs(name.x - WIDTH / 2) < MARGIN and abs(name.y - HEIGHT / 2) < 16
    return MARGIN < name.x < WIDTH - MARGIN and 12 < name.y < HEIGHT - 6 and not beside_the_pin
