"""The nine report types of the demonstration, in the order in which they are shown."""

from forms.demo.base import DemoType
from forms.demo.damage import damage_to_property, damage_to_vehicle, hit_and_run
from forms.demo.graffiti import graffiti
from forms.demo.losses import fraud, lost_property
from forms.demo.thefts import bicycle_theft, theft, theft_from_vehicle


def all_types() -> list[DemoType]:
    """The types in the order in which they are shown."""
    return [
        theft(),
        theft_from_vehicle(),
        bicycle_theft(),
        damage_to_property(),
        damage_to_vehicle(),
        lost_property(),
        fraud(),
        hit_and_run(),
        graffiti(),
    ]
