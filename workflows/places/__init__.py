"""Places: whether a point lies where the agency is responsible, and in which neighbourhood.

The file of neighbourhoods is read when a point is first asked about; without one, nothing is loaded.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

OURS = Path(__file__).parent / "neighbourhoods.geojson"
# Simplified outlines do not meet exactly, and a phone's place is some metres off: about thirty metres, in degrees.
TOLERANCE = 0.0003


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A part of the city, and the larger area that it belongs to, where that is known."""

    name: str
    area: str

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name, self.area]))


def is_inside(latitude: float, longitude: float) -> bool:
    """Say whether a point lies in the agency's area, its edge included."""
    return _area().is_inside(latitude, longitude)


def neighbourhood_at(latitude: float, longitude: float) -> Neighbourhood | None:
    """Return the neighbourhood of a point, None outside all of them."""
    return _area().neighbourhood_at(latitude, longitude)


def bounds() -> tuple[float, float, float, float]:
    """Return the box around the area: west, south, east, north."""
    return _area().bounds


def middle() -> tuple[float, float]:
    """Return a point that is certainly inside the area, near its middle: latitude, longitude."""
    return _area().middle


def within(
    west: float, south: float, east: float, north: float
) -> "list[tuple[Neighbourhood, BaseGeometry]]":
    """Return the neighbourhoods that a box touches, with their shapes."""
    from shapely import box

    area = _area()
    found = sorted(area.tree.query(box(west, south, east, north), predicate="intersects"))
    return [(area.neighbourhoods[each], area.tree.geometries[each]) for each in found]


def outlines() -> bytes:
    """Return the outlines of all neighbourhoods as JSON, for the map: `{n: name, a: area, r: rings}`.

    A ring is a flat list of longitudes and latitudes in hundred-thousandths of degrees, each as a step from the last.
    """
    return _outlines(_file())


def outlines_digest() -> str:
    """Return a short digest of the outlines, so that a browser may keep them for as long as they are the same."""
    return _digest(_file())


class _Area:
    """The neighbourhoods of one file, ready to be asked."""

    def __init__(self, file: Path) -> None:
        import shapely
        from shapely.geometry import shape

        features = _features(file)
        shapes = [shape(each["geometry"]) for each in features]
        self.neighbourhoods = [_neighbourhood(each.get("properties") or {}) for each in features]
        self.tree: STRtree = shapely.STRtree(shapes)
        self.union: BaseGeometry = shapely.union_all(shapes).buffer(TOLERANCE)
        self.bounds = tuple(round(each, 5) for each in self.union.bounds)
        inner = self.union.representative_point()
        self.middle = (round(inner.y, 5), round(inner.x, 5))
        shapely.prepare(self.union)

    def is_inside(self, latitude: float, longitude: float) -> bool:
        return bool(self.union.covers(_point(latitude, longitude)))

    def neighbourhood_at(self, latitude: float, longitude: float) -> Neighbourhood | None:
        near = self.tree.query_nearest(_point(latitude, longitude), max_distance=TOLERANCE, all_matches=False)
        return self.neighbourhoods[int(near[0])] if len(near) else None


def _point(latitude: float, longitude: float) -> "BaseGeometry":
    from shapely import Point

    return Point(longitude, latitude)


def _file() -> Path:
    return Path(settings.BOUNDARY_FILE or OURS)


def _area() -> _Area:
    return _read(_file())


@cache
def _read(file: Path) -> _Area:
    try:
        return _Area(file)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        sentence = "BOUNDARY_FILE is not a GeoJSON file of polygons that can be read"
        raise ImproperlyConfigured(f"{sentence}: {file} ({problem})") from problem


def _features(file: Path) -> list[dict[str, Any]]:
    features = json.loads(file.read_bytes())["features"]
    kept = [each for each in features if each["geometry"]["type"] in {"Polygon", "MultiPolygon"}]
    if not kept:
        raise ValueError("no polygons")
    return kept


def _neighbourhood(properties: dict[str, Any]) -> Neighbourhood:
    return Neighbourhood(str(properties.get("name") or ""), str(properties.get("community_area") or ""))


@cache
def _outlines(file: Path) -> bytes:
    found = _features(file)
    parts = [
        {
            "n": (each.get("properties") or {}).get("name") or "",
            "a": (each.get("properties") or {}).get("community_area") or "",
            "r": [_steps(ring) for ring in _rings(each["geometry"])],
        }
        for each in found
    ]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _digest(file: Path) -> str:
    return hashlib.sha256(_outlines(file)).hexdigest()[:16]


def _rings(geometry: dict[str, Any]) -> list[Any]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for polygon in polygons for ring in polygon]


def _steps(ring: list[list[float]]) -> list[int]:
    """Return a ring as steps of a hundred-thousandth of a degree, about a metre: a quarter of its length as GeoJSON."""
    steps, before = [], (0, 0)
    for longitude, latitude, *_height in ring:
        at = (round(longitude * 100_000), round(latitude * 100_000))
        steps += [at[0] - before[0], at[1] - before[1]]
        before = at
    return steps
