"""Numbers and amounts of money, as people in Canada write them in English and in French."""

import math
import re
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.definition.kinds.base import Circumstances, Kind, as_json, called, register, wrong_type
from workflows.definition.problems import Refused, refuse
from workflows.definition.structure import Question

LARGEST_NUMBER = 10**12
LARGEST_AMOUNT = Decimal("9999999999.99")
_SPACES = re.compile("[\\s\u00a0\u202f\u2009]+")
_CURRENCY = re.compile(r"(?i)^(?:ca|cad)?\$|\$(?:ca|cad)?$|^cad|cad$")
_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{0,9})?|[+-]?\.[0-9]{1,9}")
# Groups of three never begin with a nought: "0,005" is five thousandths.
_COMMA_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?")
_POINT_THOUSANDS = re.compile(
    r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+,[0-9]*|[+-]?[1-9][0-9]{0,2}(\.[0-9]{3}){2,}"
)
LONGEST = 60


def decimal_of(text: str) -> Decimal | None:
    """Return the number in `text`: "1,200.5", "1 200,50", "1.200,50"; None if it is not one or could be two."""
    if len(text) > LONGEST:
        return None
    packed = _SPACES.sub("", text).replace("\u2212", "-")
    if _COMMA_THOUSANDS.fullmatch(packed):
        packed = packed.replace(",", "")
    elif _POINT_THOUSANDS.fullmatch(packed):
        packed = packed.replace(".", "").replace(",", ".")
    elif packed.count(",") == 1 and "." not in packed:
        packed = packed.replace(",", ".")
    return Decimal(packed) if packed.isascii() and _PLAIN.fullmatch(packed) else None


@register
class Number(Kind):
    """A number; its value is a JSON number, whole where it is whole."""

    name = "number"

    def clean(self, question: Question, value: Any) -> int | float | None:
        if isinstance(value, str) and not value.strip():
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise wrong_type(question)
        number = _number(value)
        if number is None:
            raise refuse("number", _("Enter “%(label)s” as a number.") % {"label": called(question)})
        if question.limits.get("integer") is True and number != int(number):
            raise refuse("integer", _("Enter “%(label)s” as a whole number.") % {"label": called(question)})
        _within(
            question, Decimal(str(number)), -Decimal(LARGEST_NUMBER), Decimal(LARGEST_NUMBER), _shown_number
        )
        return number

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return super().show(question, value)
        if isinstance(value, int) and value.bit_length() > 64:
            return as_json(value)
        return _shown_number(Decimal(str(value))) if math.isfinite(value) else as_json(value)

    def schema(self, question: Question) -> dict[str, Any]:
        least = _limit(question, "min", -Decimal(LARGEST_NUMBER))
        most = _limit(question, "max", Decimal(LARGEST_NUMBER))
        integer = question.limits.get("integer") is True
        return {"type": "integer" if integer else "number", "minimum": _plain(least), "maximum": _plain(most)}

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        return {"": "" if value is None else self.show(question, value)}


@register
class Money(Kind):
    """An amount in Canadian dollars; its value is a text with two decimals, such as "120.50"."""

    name = "money"

    def clean(self, question: Question, value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise wrong_type(question)
        if isinstance(value, str) and not value.strip():
            return None
        amount = _amount(value)
        label = {"label": called(question)}
        if amount is None:
            raise refuse("money", _("Enter “%(label)s” as an amount in dollars, such as 120.50.") % label)
        if int(amount.as_tuple().exponent) < -2:
            raise refuse(
                "decimals", _("Enter “%(label)s” with two digits for the cents, such as 120.50.") % label
            )
        _within(question, amount, Decimal(0), LARGEST_AMOUNT, shown_money)
        return f"{amount + 0:.2f}"

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        amount = _amount(value) if isinstance(value, str) else None
        return super().show(question, value) if amount is None else shown_money(amount)

    def schema(self, question: Question) -> dict[str, Any]:
        least, most = _limit(question, "min", Decimal(0)), _limit(question, "max", LARGEST_AMOUNT)
        digits = max(1, len(str(int(most))))
        sign = "-?" if least < 0 else ""
        fitting = [each for each in (least, most, Decimal(120), Decimal("25.50")) if least <= each <= most]
        return {
            "type": "string",
            "pattern": rf"^{sign}(?:0|[1-9][0-9]{{0,{digits - 1}}})\.[0-9]{{2}}$",
            "examples": [f"{each:.2f}" for each in fitting[::-1][:2]],
        }

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        return {"": "" if value is None else value if isinstance(value, str) else as_json(value)}


def shown_money(amount: Decimal) -> str:
    """Return an amount as people read it in the active language: $1,200.50, 1 200,50 $."""
    if (get_language() or "en").startswith("fr"):
        return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",") + "\u00a0$"
    return f"{'-' if amount < 0 else ''}${abs(amount):,.2f}"


def _shown_number(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if (get_language() or "en").startswith("fr") else text


def _number(value: int | float | str) -> int | float | None:
    if isinstance(value, str):
        found = decimal_of(value)
        if found is None:
            return None
        value = int(found) if found == found.to_integral_value() else float(found)
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) <= LARGEST_NUMBER else value
    return value if value.bit_length() <= 64 else None


def _amount(value: int | float | str) -> Decimal | None:
    if isinstance(value, str):
        return amount_in(value)
    number = _number(value)
    return None if number is None or abs(number) > LARGEST_NUMBER else Decimal(str(number))


def amount_in(text: str) -> Decimal | None:
    """Return the amount in `text`, with or without a sign for dollars; None if it is not one."""
    return None if len(text) > LONGEST else decimal_of(_CURRENCY.sub("", _SPACES.sub("", text)))


def _limit(question: Question, name: str, default: Decimal) -> Decimal:
    value = question.limits.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return Decimal(str(value))
    found = decimal_of(value) if isinstance(value, str) else None
    return default if found is None else found


def _within(question: Question, number: Decimal, lowest: Decimal, highest: Decimal, show: Any) -> None:
    least, most = _limit(question, "min", lowest), _limit(question, "max", highest)
    if number < least:
        raise _outside(
            "too_small", _("“%(label)s” is %(limit)s or more. Check what you entered."), question, show(least)
        )
    if number > most:
        raise _outside(
            "too_large", _("“%(label)s” is %(limit)s or less. Check what you entered."), question, show(most)
        )


def _outside(code: str, sentence: str, question: Question, limit: str) -> Refused:
    return refuse(code, sentence % {"label": called(question), "limit": limit})


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
