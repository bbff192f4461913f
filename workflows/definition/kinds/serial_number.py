"""Serial numbers, IMEIs among them. One that cannot be right is hinted at, never refused."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from workflows.definition.kinds.base import called, hinted, register
from workflows.definition.kinds.hints import has_luhn, packed
from workflows.definition.kinds.text import ShortText
from workflows.definition.problems import Fault
from workflows.definition.structure import Question

FORMATS = ("any", "imei")


@register
class SerialNumber(ShortText):
    """A serial number as it stands on the thing; with the limit `format` at `imei`, that of a phone."""

    name = "serial_number"
    longest = 60

    def clean(self, question: Question, value: Any) -> str | None:
        text = super().clean(question, value)
        plain = packed(text) if text else ""
        return plain if is_imei_asked(question) and _is_digits(plain) else text

    def hint(self, question: Question, value: Any) -> Iterator[Fault]:
        plain = packed(value)
        if is_imei_asked(question) and not (_is_digits(plain) and len(plain) == 15):
            yield hinted(self, question, "imei_length")
        elif _is_digits(plain) and len(plain) == 15 and not has_luhn(plain):
            yield hinted(self, question, "imei")

    def hint_texts(self, question: Question) -> dict[str, str]:
        length = _(
            "Look at “%(label)s” again: an IMEI has 15 digits. Dial *#06# to see it, or look on the box."
        )
        check = _(
            "Look at “%(label)s” again: as the IMEI of a phone, one of its digits does not fit the others."
        )
        label = {"label": called(question)}
        return {"imei_length": length % label, "imei": check % label}

    def schema(self, question: Question) -> dict[str, Any]:
        examples = ["490154203237518"] if is_imei_asked(question) else ["WTU123K4567"]
        schema = super().schema(question)
        return schema if question.limits.get("pattern") else {**schema, "examples": examples}

    def lint(self, question: Question) -> list[str]:
        found = super().lint(question)
        if question.limits.get("format", "any") not in FORMATS:
            sentence = _("“%(label)s”: the format is “any” or “imei”.")
            found.append(sentence % {"label": called(question)})
        return found


def is_imei_asked(question: Question) -> bool:
    """Say whether the question is for the number of a phone."""
    return question.limits.get("format") == "imei"


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
