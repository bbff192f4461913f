"""Small kinds that only stand inside others: a postal code, a province."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.definition.kinds.base import Kind, called, wrong_type
from workflows.definition.kinds.choice import OneOf
from workflows.definition.kinds.place import POSTAL_CODE, PROVINCES, code_of, normal_postal_code
from workflows.definition.kinds.text import clean_text
from workflows.definition.problems import refuse
from workflows.definition.structure import Question


class PostalCode(Kind):
    """A Canadian postal code, "R3C 1A5"."""

    name = "postal_code"

    def clean(self, question: Question, value: Any) -> str | None:
        text = clean_text(question, value, 12, one_line=True)
        code = normal_postal_code(text) if text else None
        if text and code is None:
            sentence = _("Enter “%(label)s” like R3C 1A5.")
            raise refuse("postal_code", sentence % {"label": called(question)})
        return code

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "pattern": POSTAL_CODE, "examples": ["R3B 1B9"]}


class Province(OneOf):
    """A province or territory of Canada, by its code or its name; its value is the code."""

    name = "province"

    def clean(self, question: Question, value: Any) -> str | None:
        if not isinstance(value, str):
            raise wrong_type(question)
        if not value.strip():
            return None
        found = code_of(value, self.names)
        if found is None:
            sentence = _("Choose “%(label)s” from the list.")
            raise refuse("province", sentence % {"label": called(question)})
        return found

    def names(self) -> dict[str, Any]:
        """Return the name of each place by its code."""
        return {**PROVINCES}

    def offered(self, question: Question) -> list[tuple[str, str, str]]:
        return [(code, str(name), "") for code, name in self.names().items()]
