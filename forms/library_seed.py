"""The parts that the library begins with. What editors made of them is never touched."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from forms.models import ReusablePart
from forms.portable import items_of

PARTS = Path(__file__).parent / "data" / "parts.json"


@transaction.atomic
def seed_parts() -> int:
    """Fill an empty library and return how many parts it got; one that has any is left alone."""
    if ReusablePart.objects.exists():
        return 0
    for each in json.loads(PARTS.read_text(encoding="utf-8")):
        make_part(each)
    return ReusablePart.objects.count()


def make_part(part: dict[str, Any]) -> ReusablePart:
    """Make a part of the library from its JSON: key, title, and items as a definition has them."""
    return ReusablePart.objects.create(
        key=part["key"], title=part["title"], items=json.dumps(items_of(part["items"]))
    )
