"""Businesses and other organisations."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from workflows.definition.kinds.base import register
from workflows.definition.kinds.contact import Email, Phone
from workflows.definition.kinds.part_kinds import PostalCode, Province
from workflows.definition.kinds.parts import Composite, PartOf


@register
class Business(Composite):
    """A business: its name, who speaks for it, where it is."""

    name = "business"
    needed = ("name",)
    headline = ("name",)
    all_parts = (
        PartOf(
            "name",
            gettext_lazy("Name of the business"),
            limits={"max_length": 200},
            example="Main Street Cycles",
            autocomplete="organization",
        ),
        PartOf(
            "registration_number",
            gettext_lazy("Business number"),
            limits={"max_length": 40},
            example="123456789",
            width="20",
        ),
        PartOf(
            "contact_name",
            gettext_lazy("Contact person"),
            limits={"max_length": 200},
            example="Camille Desrosiers",
        ),
        PartOf("phone", gettext_lazy("Phone"), Phone(), width="20", inputmode="tel"),
        PartOf("email", gettext_lazy("E-mail"), Email(), inputmode="email"),
        PartOf(
            "street", gettext_lazy("Street and number"), limits={"max_length": 200}, example="510 Main Street"
        ),
        PartOf(
            "unit", pgettext_lazy("of an address", "Unit"), limits={"max_length": 30}, example="4B", width="5"
        ),
        PartOf("city", gettext_lazy("City"), limits={"max_length": 100}, example="Winnipeg", width="20"),
        PartOf("province", gettext_lazy("Province"), Province()),
        PartOf("postal_code", gettext_lazy("Postal code"), PostalCode(), width="10"),
    )
