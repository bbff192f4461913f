"""People: who reports or was wronged, a witness, and somebody seen doing it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from workflows.definition.kinds.base import NOTHING, called, register
from workflows.definition.kinds.choice import OneOf, YesNo
from workflows.definition.kinds.contact import Email, Phone
from workflows.definition.kinds.dates import Date
from workflows.definition.kinds.parts import Composite, PartOf
from workflows.definition.kinds.text import LongText
from workflows.definition.problems import Fault
from workflows.definition.structure import Question

FIRST_NAME = PartOf(
    "first_name",
    gettext_lazy("First name"),
    limits={"max_length": 100},
    example="Camille",
    autocomplete="given-name",
)
LAST_NAME = PartOf(
    "last_name",
    gettext_lazy("Last name"),
    limits={"max_length": 100},
    example="Desrosiers",
    autocomplete="family-name",
)
EMAIL = PartOf("email", gettext_lazy("E-mail"), Email(), inputmode="email", autocomplete="email")
PHONE = PartOf("phone", gettext_lazy("Phone"), Phone(), width="20", inputmode="tel", autocomplete="tel")
CONTACT_BY = (
    ("phone", gettext_lazy("Phone call")),
    ("email", gettext_lazy("E-mail")),
    ("text", gettext_lazy("Text message")),
    ("mail", gettext_lazy("Letter")),
)
# What each way of reaching somebody needs.
_NEEDS = {"phone": "phone", "text": "phone", "email": "email"}


@register
class Person(Composite):
    """A person, and how it is safe to reach them."""

    name = "person"
    needed = ("first_name", "last_name")
    headline = ("first_name", "other_names", "last_name")
    all_parts = (
        FIRST_NAME,
        PartOf(
            "other_names",
            gettext_lazy("Other names"),
            limits={"max_length": 200},
            example="Anne",
            autocomplete="additional-name",
        ),
        LAST_NAME,
        PartOf(
            "birth_date",
            gettext_lazy("Date of birth"),
            Date(),
            limits={"max": "today"},
            width="10",
            autocomplete="bday",
        ),
        PartOf("pronouns", gettext_lazy("Pronouns"), limits={"max_length": 60}, example="they", width="10"),
        EMAIL,
        PHONE,
        PartOf("contact_by", gettext_lazy("Safest way to make contact"), OneOf(), choices=CONTACT_BY),
        PartOf(
            "contact_hours",
            gettext_lazy("When it is safe to call or write"),
            limits={"max_length": 200},
            example="Weekdays after 6 p.m.",
        ),
        PartOf("voicemail", gettext_lazy("May we leave a voice message?"), YesNo()),
    )

    def hint(self, question: Question, value: Any) -> Iterator[Fault]:
        yield from super().hint(question, value)
        part = _NEEDS.get(value.get("contact_by", ""))
        if part and value.get(part) in NOTHING and part in {each.name for each in self.parts(question)}:
            sentences = {
                "phone": _("“%(label)s”: enter the phone number to be reached at."),
                "email": _("“%(label)s”: enter the e-mail address to be reached at."),
            }
            yield Fault("contact", sentences[part] % {"label": called(question)}, part)


@register
class Witness(Composite):
    """Somebody who saw or heard it."""

    name = "witness"
    headline = ("first_name", "last_name")
    all_parts = (
        FIRST_NAME,
        LAST_NAME,
        PHONE,
        EMAIL,
        PartOf("saw", gettext_lazy("What they saw or heard"), LongText(), limits={"max_length": 2000}),
    )


@register
class Suspect(Composite):
    """What somebody looked like who may have done it; a guess is welcome everywhere."""

    name = "suspect"
    headline = ("name",)
    all_parts = (
        PartOf(
            "name",
            gettext_lazy("Name or nickname, if you know it"),
            limits={"max_length": 200},
            example="Sam",
        ),
        PartOf(
            "relation",
            gettext_lazy("How you know this person"),
            limits={"max_length": 200},
            example="A neighbour",
        ),
        PartOf("age", gettext_lazy("Age"), limits={"max_length": 60}, example="About 30", width="10"),
        PartOf("gender", gettext_lazy("Gender"), limits={"max_length": 60}, example="Woman", width="10"),
        PartOf(
            "height", gettext_lazy("Height"), limits={"max_length": 60}, example="About 180 cm", width="10"
        ),
        PartOf(
            "build",
            pgettext_lazy("of a person", "Build"),
            limits={"max_length": 60},
            example="Slim",
            width="10",
        ),
        PartOf(
            "hair", gettext_lazy("Hair"), limits={"max_length": 120}, example="Short and dark", width="20"
        ),
        PartOf("clothing", gettext_lazy("Clothing"), LongText(), limits={"max_length": 500}),
        PartOf(
            "marks", gettext_lazy("Tattoos, scars, glasses, accent"), LongText(), limits={"max_length": 500}
        ),
        PartOf(
            "vehicle",
            pgettext_lazy("of a suspect", "Vehicle or bicycle"),
            limits={"max_length": 200},
            example="A white van",
        ),
        PartOf(
            "direction",
            gettext_lazy("Which way they went"),
            limits={"max_length": 200},
            example="North on Main Street",
        ),
    )
