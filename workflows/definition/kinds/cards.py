"""Cards and accounts: the last four digits only, by design. A whole number is refused, not kept and not shown again."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.definition.kinds.base import NOTHING, Circumstances, Kind, called, register
from workflows.definition.kinds.choice import OneOf
from workflows.definition.kinds.parts import Composite, PartOf
from workflows.definition.kinds.text import ShortText, clean_text
from workflows.definition.problems import Fault, Refused, refuse
from workflows.definition.structure import Question

# Stands in a draft for what was not kept, so that the page can say why as long as nothing else was entered.
REMOVED = "removed"
MOST_DIGITS = 4
FEW_DIGITS = rf"^[^0-9]*(?:[0-9][^0-9]*){{0,{MOST_DIGITS}}}$"
# Marks that people put for the digits that they leave out, and what they put between digits.
_HIDDEN = re.compile(r"[\s.\-*•·xX]")
TYPES = (
    ("credit_card", gettext_lazy("Credit card")),
    ("debit_card", gettext_lazy("Debit card")),
    ("bank_account", gettext_lazy("Bank account")),
    ("cheque", gettext_lazy("Cheque")),
    ("gift_card", gettext_lazy("Gift card")),
)


class LastFour(Kind):
    """The last four digits of a number."""

    name = "last_four"

    def clean(self, question: Question, value: Any) -> str | None:
        text = clean_text(question, value, 200, one_line=True)
        if text is None:
            return None
        digits = _HIDDEN.sub("", text)
        if not re.fullmatch(r"[0-9]{4}", digits):
            sentence = _("Enter the last four digits of “%(label)s”, such as 1234.")
            raise refuse("last_four", sentence % {"label": called(question)})
        return digits

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{4}$", "examples": ["1234"]}

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        return {"": ""} if value == REMOVED else super().initial(question, value)

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        return _("not kept") if value == REMOVED else super().show(question, value)

    def hint_texts(self, question: Question) -> dict[str, str]:
        return _said_while_typing()


class Institution(ShortText):
    """The name of a bank, without any number."""

    name = "institution"

    def schema(self, question: Question) -> dict[str, Any]:
        few_digits = {"pattern": FEW_DIGITS, "examples": ["Prairie Credit Union"]}
        return {**super().schema(question), "allOf": [few_digits]}

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        return {"": ""} if value == REMOVED else super().initial(question, value)

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        return _("not kept") if value == REMOVED else super().show(question, value)

    def hint_texts(self, question: Question) -> dict[str, str]:
        return _said_while_typing()


@register
class CardEnding(Composite):
    """A card or an account, known by its last four digits."""

    name = "card_ending"
    needed = ("last_four",)
    headline = ("institution", "type")
    all_parts = (
        PartOf("type", gettext_lazy("What it is"), OneOf(), choices=TYPES),
        PartOf(
            "institution",
            gettext_lazy("Bank or company"),
            Institution(),
            limits={"max_length": 100},
            example="Prairie Credit Union",
            watch="last_four",
        ),
        PartOf(
            "last_four",
            gettext_lazy("Last four digits"),
            LastFour(),
            explained=gettext_lazy("Only these four. Never the whole number: we do not keep it."),
            width="4",
            inputmode="numeric",
            watch="last_four",
        ),
    )

    def clean(self, question: Question, value: Any) -> dict[str, Any] | None:
        if not isinstance(value, dict) and holds_a_number(value):
            raise refuse(*whole_number(called(question)), "last_four")
        if isinstance(value, dict):
            # Before anything else that is wrong: of a number that was cut out, this is all that there is to say.
            parts = [part for part in self.parts(question) if holds_a_number(value.get(part.name))]
            faults = [Fault(*whole_number(called(part.question(question))), part.name) for part in parts]
            if faults:
                raise Refused(*faults)
        return super().clean(question, value)

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        if not isinstance(value, dict) and holds_a_number(value):
            return _("not kept")
        return super().show(question, value, circumstances)

    def kept(self, question: Question, value: Any) -> Any:
        """Return what a draft may keep: no text or number with more digits than may be asked for, however deep."""
        if not isinstance(value, dict):
            return REMOVED if holds_a_number(value) else value
        there = {part.name for part in self.parts(question)}
        found: dict[str, Any] = {}
        for name, each in value.items():
            if name not in there and holds_a_number([name, each]):
                # Its place is kept, without its name: what is wrong with the answer stays the same.
                found[REMOVED] = REMOVED
            elif name not in there or each not in NOTHING:
                found[name] = REMOVED if holds_a_number(each) else each
        return found or None


def holds_a_number(value: Any) -> bool:
    """Say whether somewhere in `value` are more digits than the last four, or the mark of what was not kept."""
    if isinstance(value, dict):
        return any(holds_a_number(each) for pair in value.items() for each in pair)
    if isinstance(value, list):
        return any(holds_a_number(each) for each in value) or holds_a_number(
            "".join(str(each) for each in value if isinstance(each, str | int))
        )
    if isinstance(value, bool) or value is None:
        return False
    return value == REMOVED or sum(each.isdecimal() for each in str(value)) > MOST_DIGITS


def may_be_carried(name: str, text: str) -> str:
    """Return what of a posted field may be sent back to the browser, to be posted again."""
    part = name.rpartition("-")[2]
    return REMOVED if part in {"last_four", "institution"} and holds_a_number(text) else text


def whole_number(label: str) -> tuple[str, str]:
    """Return the code and the sentence for a number that is longer than its last four digits."""
    sentence = _(
        "Enter only the last four digits of “%(label)s”. The number that you typed was not kept: "
        "nobody here needs the whole number."
    )
    return "full_number", sentence % {"label": label}


def _said_while_typing() -> dict[str, str]:
    sentence = _("Only the last four digits: take the others out. We neither need nor keep them.")
    return {"full_number": sentence}
