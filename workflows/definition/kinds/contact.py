"""E-mail addresses and phone numbers."""

import re
from typing import Any

import phonenumbers
import re2
from django.utils.translation import gettext as _

from workflows.definition.kinds.base import Circumstances, Kind, called, register
from workflows.definition.kinds.text import clean_text
from workflows.definition.problems import refuse
from workflows.definition.structure import Question

REGION = "CA"
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = rf"^{_LOCAL}@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]{{0,61}}[A-Za-z0-9]$"
PHONE = r"^(?:\+?1[ .-]?)?(?:\([2-9][0-9]{2}\)|[2-9][0-9]{2})[ .-]?[2-9][0-9]{2}[ .-]?[0-9]{4}$|^\+[2-9][0-9]{6,14}$"
_EMAIL = re2.compile(EMAIL)
EXAMPLE = "camille@example.ca"
LONGEST_LOCAL = 64
# An extension as it is written in French; the library knows the English ways.
_EXTENSION = re.compile(r"(?i)[\s,;]*\b(?:poste|p\.)\s*(?=[0-9]+$)")


@register
class Email(Kind):
    """An e-mail address that a mail server would take; the domain in lower case."""

    name = "email"

    def clean(self, question: Question, value: Any) -> str | None:
        text = clean_text(question, value, 254, one_line=True)
        if text is None:
            return None
        local, at, domain = text.rpartition("@")
        address = f"{local}@{_ascii_domain(domain)}" if at else text
        if len(local) > LONGEST_LOCAL or len(address) > 254 or not _EMAIL.fullmatch(address):
            raise refuse(
                "email", _("Enter “%(label)s” in the form name@example.ca.") % {"label": called(question)}
            )
        return address

    def schema(self, question: Question) -> dict[str, Any]:
        return {
            "type": "string",
            "format": "email",
            "maxLength": 254,
            "pattern": EMAIL,
            "allOf": [{"pattern": f"^[^@]{{1,{LONGEST_LOCAL}}}@", "examples": [EXAMPLE]}],
            "examples": [EXAMPLE],
        }


@register
class Phone(Kind):
    """A phone number: any way Canadians write one, or an international one with +; its value is E.164."""

    name = "phone"

    def clean(self, question: Question, value: Any) -> str | None:
        text = clean_text(question, value, 40, one_line=True)
        if text is None:
            return None
        number = _number(text)
        if number is None or not phonenumbers.is_valid_number(number):
            raise refuse("phone", _wrong_phone(question))
        if number.extension:
            raise refuse(
                "extension", _("Enter “%(label)s” without the extension.") % {"label": called(question)}
            )
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        return shown_phone(value) if isinstance(value, str) else super().show(question, value)

    def schema(self, question: Question) -> dict[str, Any]:
        return {
            "type": "string",
            "maxLength": 40,
            "pattern": PHONE,
            "examples": ["204-555-0142", "+12045550142"],
        }

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        return {"": self.show(question, value) if value else ""}


def shown_phone(value: str) -> str:
    """Return a phone number as people read it; a text that is none stays as it is."""
    number = _number(value) if value.startswith("+") else None
    if number is None:
        return value
    national = str(number.national_number)
    if number.country_code == 1 and len(national) == 10:
        return f"{national[:3]}-{national[3:6]}-{national[6:]}"
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain.lower()
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return domain


def _number(text: str) -> Any:
    try:
        return phonenumbers.parse(_EXTENSION.sub(" ext ", text), REGION)
    except phonenumbers.NumberParseException:
        return None


def _wrong_phone(question: Question) -> str:
    label = {"label": called(question)}
    if question.not_sure:
        return _("Enter “%(label)s” with the area code, such as 204-555-0142, or choose Not sure.") % label
    return _("Enter “%(label)s” with the area code, such as 204-555-0142.") % label
