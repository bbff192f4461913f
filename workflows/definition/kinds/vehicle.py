"""Vehicles: plate and province, VIN, make, model, year, colour. Plates and VINs are hinted at, never refused."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from workflows.definition.kinds.base import Kind, called, hinted, register
from workflows.definition.kinds.hints import has_vin_check, is_vin, packed
from workflows.definition.kinds.numbers import Number
from workflows.definition.kinds.parts import Composite, PartOf
from workflows.definition.kinds.plates import PlateProvince
from workflows.definition.kinds.text import VISIBLE_LINE, clean_text
from workflows.definition.problems import Fault
from workflows.definition.structure import Question


class _Marking(Kind):
    """Letters and digits as they stand on a vehicle: capitals, without blanks."""

    longest: int
    usual: int
    example: str

    def clean(self, question: Question, value: Any) -> str | None:
        text = clean_text(question, value, self.longest, one_line=True)
        if text is None:
            return None
        plain = packed(text).upper()
        return plain if plain.isascii() and plain.isalnum() and self.is_marking(plain) else text

    def is_marking(self, plain: str) -> bool:
        """Say whether it can be the marking itself; anything else is a description, and stays as it was written."""
        return len(plain) <= self.usual

    def schema(self, question: Question) -> dict[str, Any]:
        return {
            "type": "string",
            "minLength": 1,
            "maxLength": self.longest,
            "pattern": VISIBLE_LINE,
            "examples": [self.example],
        }


class Plate(_Marking):
    """A licence plate."""

    name = "plate"
    longest = 30
    usual = 8
    example = "ABC123"

    def hint(self, question: Question, value: Any) -> Iterator[Fault]:
        if not (2 <= len(value) <= 8 and value.isascii() and value.isalnum()):
            yield hinted(self, question, "plate")

    def hint_texts(self, question: Question) -> dict[str, str]:
        sentence = _("Look at “%(label)s” again: most plates have two to eight letters and digits.")
        return {"plate": sentence % {"label": called(question)}}


class Vin(_Marking):
    """A vehicle identification number: 17 characters, the ninth a check digit; older vehicles have shorter ones."""

    name = "vin"
    longest = 30
    usual = 17
    example = "1M8GDM9AXKP042788"

    def is_marking(self, plain: str) -> bool:
        return super().is_marking(plain) and any(each.isdigit() for each in plain)

    def hint(self, question: Question, value: Any) -> Iterator[Fault]:
        if not is_vin(value):
            yield hinted(self, question, "vin")
        elif not has_vin_check(value):
            yield hinted(self, question, "vin_check")

    def hint_texts(self, question: Question) -> dict[str, str]:
        form = _(
            "Look at “%(label)s” again: since 1981 it has 17 letters and digits, and never the letters I, O or Q."
        )
        check = _("Look at “%(label)s” again: one of its characters does not fit the others.")
        label = {"label": called(question)}
        return {"vin": form % label, "vin_check": check % label}


@register
class Vehicle(Composite):
    """A vehicle, known by any of its parts."""

    name = "vehicle"
    headline = ("make", "model", "year")
    all_parts = (
        PartOf("plate", gettext_lazy("Licence plate"), Plate(), width="10", watch="plate"),
        PartOf("province", gettext_lazy("Province or state of the plate"), PlateProvince()),
        PartOf(
            "vin",
            gettext_lazy("Vehicle identification number (VIN)"),
            Vin(),
            explained=gettext_lazy("17 characters, on the registration and behind the windshield."),
            watch="vin",
        ),
        PartOf(
            "make",
            pgettext_lazy("of a vehicle", "Make"),
            limits={"max_length": 60},
            example="Toyota",
            width="20",
        ),
        PartOf(
            "model",
            pgettext_lazy("of a vehicle", "Model"),
            limits={"max_length": 60},
            example="Corolla",
            width="20",
        ),
        PartOf(
            "year",
            gettext_lazy("Year of the model"),
            Number(),
            limits={"min": 1900, "max": 2100, "integer": True},
            width="4",
            inputmode="numeric",
        ),
        PartOf("colour", gettext_lazy("Colour"), limits={"max_length": 60}, example="Blue", width="20"),
    )

    def first_line(self, shown: dict[str, str]) -> str:
        # Set off by a comma, the colour stands right in either language, whichever its writer used.
        colour = shown.pop("colour", "")
        return ", ".join(each for each in (super().first_line(shown), colour) if each)
