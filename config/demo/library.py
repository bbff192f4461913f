"""The demonstration's own part of the library: three report types include the same vehicle by reference."""

import json
from typing import Any

from forms import conditions
from forms.compile import PART
from forms.demo.parts import OWN_VEHICLE
from forms.library_seed import make_part
from forms.models import ReusablePart
from forms.portable import items_of

KEY = "own-vehicle"
TITLE = "Own vehicle / Son véhicule"


def by_reference(steps: str) -> str:
    """Return the stored steps of a page with the part in the place of each question that is the same."""
    (wanted,) = items_of([OWN_VEHICLE])
    found = json.loads(steps)
    for step in found:
        step["value"]["items"] = [_referring(item, wanted) for item in step["value"]["items"]]
    return json.dumps(found)


def _referring(item: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    if _without_ids(item["value"]) != _without_ids(wanted["value"]):
        return item
    always = conditions.from_json(None, {})
    return {**item, "type": PART, "value": {"part": own_vehicle().pk, "prefix": "", "show_if": always}}


def _without_ids(value: Any) -> Any:
    """Return what a block holds; each row of a list has an id of its own, whatever it says."""
    if isinstance(value, list):
        return [_without_ids(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_ids(each) for name, each in value.items() if name != "id"}
    return value


def own_vehicle() -> ReusablePart:
    """Return the part; made where it is not there yet."""
    found = ReusablePart.objects.filter(key=KEY).first()
    return found or make_part({"key": KEY, "title": TITLE, "items": [OWN_VEHICLE]})
