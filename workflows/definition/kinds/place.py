"""Canadian addresses, by the list of Canada Post."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.definition.kinds.base import NOTHING, Circumstances, Kind, called, register, wrong_type
from workflows.definition.kinds.text import VISIBLE_LINE, VISIBLE_TEXT, clean_text
from workflows.definition.problems import Fault, Refused, refuse
from workflows.definition.structure import Question

PARTS = {"street": 200, "unit": 30, "city": 100, "province": 40, "postal_code": 12, "note": 500}
PROVINCES = {
    "AB": gettext_lazy("Alberta"),
    "BC": gettext_lazy("British Columbia"),
    "MB": gettext_lazy("Manitoba"),
    "NB": gettext_lazy("New Brunswick"),
    "NL": gettext_lazy("Newfoundland and Labrador"),
    "NS": gettext_lazy("Nova Scotia"),
    "NT": gettext_lazy("Northwest Territories"),
    "NU": gettext_lazy("Nunavut"),
    "ON": gettext_lazy("Ontario"),
    "PE": gettext_lazy("Prince Edward Island"),
    "QC": gettext_lazy("Quebec"),
    "SK": gettext_lazy("Saskatchewan"),
    "YT": gettext_lazy("Yukon"),
}
POSTAL_CODE = r"^[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] [0-9][ABCEGHJ-NPRSTV-Z][0-9]$"
_POSTAL_CODE = re.compile(POSTAL_CODE)


@register
class Address(Kind):
    """An address or a place: street, unit, city, province, postal code and a note, all but the street optional."""

    name = "address"
    in_parts = True
    offered_part = "province"

    def clean(self, question: Question, value: Any) -> dict[str, str] | None:
        if not isinstance(value, dict) or not value.keys() <= PARTS.keys():
            raise wrong_type(question)
        faults: list[Fault] = []
        clean = {part: _clean_part(question, part, value.get(part), faults) for part in PARTS}
        found = {part: text for part, text in clean.items() if text}
        said = {*found, *(fault.part for fault in faults)}
        if said and question.required and "street" not in said:
            sentence = _("Enter the street of “%(label)s”.") % {"label": called(question)}
            faults.insert(0, Fault("required", sentence, "street"))
        if faults:
            raise Refused(*faults)
        return found or None

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        if not isinstance(value, dict):
            return super().show(question, value)
        part = {name: text for name, text in value.items() if isinstance(text, str)}
        unit = _("unit %(unit)s") % {"unit": part["unit"]} if part.get("unit") else ""
        town = " ".join(filter(None, [part.get("city"), part.get("province"), part.get("postal_code")]))
        lines = [", ".join(filter(None, [part.get("street"), unit])), town, part.get("note")]
        return "\n".join(line for line in lines if line) or super().show(question, value)

    def schema(self, question: Question) -> dict[str, Any]:
        def text(part: str, *examples: str) -> dict[str, Any]:
            rules = {"type": "string", "minLength": 1, "maxLength": PARTS[part]}
            return {**rules, "pattern": VISIBLE_LINE, "examples": list(examples)}

        return {
            "type": "object",
            "properties": {
                "street": text("street", "510 Main Street"),
                "unit": text("unit", "4B"),
                "city": text("city", "Winnipeg"),
                "province": {"enum": list(PROVINCES)},
                "postal_code": {"type": "string", "pattern": POSTAL_CODE, "examples": ["R3B 1B9"]},
                "note": {**text("note", "Beside the north door"), "pattern": VISIBLE_TEXT},
            },
            "additionalProperties": False,
            **({"required": ["street"]} if question.required else {"minProperties": 1}),
        }

    def offered(self, question: Question) -> list[tuple[str, str, str]]:
        return [(code, str(name), "") for code, name in PROVINCES.items()]

    def read(self, question: Question, post: QueryDict, name: str) -> dict[str, str] | None:
        typed = {part: post.get(f"{name}-{part}", "") for part in PARTS}
        return {part: text for part, text in typed.items() if text.strip()} or None

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        source = value if isinstance(value, dict) else {}
        return {f"-{part}": source[part] if isinstance(source.get(part), str) else "" for part in PARTS}


def normal_postal_code(text: str) -> str | None:
    """Return a Canadian postal code as "R3C 1A5", None if it is none."""
    packed = re.sub(r"[\s-]", "", text.upper())
    code = f"{packed[:3]} {packed[3:]}"
    return code if _POSTAL_CODE.fullmatch(code) else None


def code_of(text: str, names: Callable[[], Mapping[str, Any]]) -> str | None:
    """Return the code that `text` is, or is the name of in either language, with or without accents; else None."""
    return _codes(names).get(_plain(text))


@lru_cache(maxsize=8)
def _codes(names: Callable[[], Mapping[str, Any]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {_plain(str(name)): code for code, name in names().items()}
    return found | {_plain(code): code for code in names()}


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.strip()).casefold()
    return "".join(each for each in letters if not unicodedata.combining(each))


def provinces() -> Mapping[str, Any]:
    """Return the provinces and territories by their codes, called as in the active language."""
    return PROVINCES


def _clean_part(question: Question, part: str, value: Any, faults: list[Fault]) -> str | None:
    if value in NOTHING:
        return None
    try:
        text = clean_text(question, value, PARTS[part], one_line=part != "note")
        return _normal(question, part, text) if text else None
    except Refused as refusal:
        faults.extend(Fault(fault.code, fault.message, part) for fault in refusal.faults)
        return None


def _normal(question: Question, part: str, text: str) -> str:
    if part == "postal_code":
        code = normal_postal_code(text)
        if code is None:
            sentence = _("Enter the postal code of “%(label)s” like R3C 1A5.")
            raise refuse("postal_code", sentence % {"label": called(question)})
        return code
    if part == "province":
        found = code_of(text, provinces)
        if found is None:
            sentence = _("Choose the province of “%(label)s” from the list.")
            raise refuse("province", sentence % {"label": called(question)})
        return found
    return text
