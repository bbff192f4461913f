"""Where a licence plate is from: provinces and territories, states of the United States, Mexico, elsewhere."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy

from workflows.definition.kinds.part_kinds import Province
from workflows.definition.kinds.place import PROVINCES

# USPS codes with the English name and, where it differs, the French one.
STATES: Mapping[str, tuple[str, ...]] = {
    "AL": ("Alabama",),
    "AK": ("Alaska",),
    "AZ": ("Arizona",),
    "AR": ("Arkansas",),
    "CA": ("California", "Californie"),
    "CO": ("Colorado",),
    "CT": ("Connecticut",),
    "DE": ("Delaware",),
    "DC": ("District of Columbia", "District de Columbia"),
    "FL": ("Florida", "Floride"),
    "GA": ("Georgia", "Géorgie"),
    "HI": ("Hawaii", "Hawaï"),
    "ID": ("Idaho",),
    "IL": ("Illinois",),
    "IN": ("Indiana",),
    "IA": ("Iowa",),
    "KS": ("Kansas",),
    "KY": ("Kentucky",),
    "LA": ("Louisiana", "Louisiane"),
    "ME": ("Maine",),
    "MD": ("Maryland",),
    "MA": ("Massachusetts",),
    "MI": ("Michigan",),
    "MN": ("Minnesota",),
    "MS": ("Mississippi",),
    "MO": ("Missouri",),
    "MT": ("Montana",),
    "NE": ("Nebraska",),
    "NV": ("Nevada",),
    "NH": ("New Hampshire",),
    "NJ": ("New Jersey",),
    "NM": ("New Mexico", "Nouveau-Mexique"),
    "NY": ("New York",),
    "NC": ("North Carolina", "Caroline du Nord"),
    "ND": ("North Dakota", "Dakota du Nord"),
    "OH": ("Ohio",),
    "OK": ("Oklahoma",),
    "OR": ("Oregon",),
    "PA": ("Pennsylvania", "Pennsylvanie"),
    "RI": ("Rhode Island",),
    "SC": ("South Carolina", "Caroline du Sud"),
    "SD": ("South Dakota", "Dakota du Sud"),
    "TN": ("Tennessee",),
    "TX": ("Texas",),
    "UT": ("Utah",),
    "VT": ("Vermont",),
    "VA": ("Virginia", "Virginie"),
    "WA": ("Washington",),
    "WV": ("West Virginia", "Virginie-Occidentale"),
    "WI": ("Wisconsin",),
    "WY": ("Wyoming",),
}
ELSEWHERE = {"MX": gettext_lazy("Mexico"), "other": gettext_lazy("Elsewhere")}


class PlateProvince(Province):
    """A province, state or country of a plate; its value is the code, `other` for what has none."""

    name = "plate_province"

    def names(self) -> dict[str, Any]:
        which = -1 if (get_language() or "en").startswith("fr") else 0
        return {**PROVINCES, **{code: each[which] for code, each in STATES.items()}, **ELSEWHERE}
