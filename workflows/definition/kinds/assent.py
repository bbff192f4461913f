"""Consent by a check box, and a signature by one's typed name."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from workflows.definition.kinds.base import Circumstances, Kind, called, register, wrong_type
from workflows.definition.kinds.text import ShortText
from workflows.definition.structure import Question


@register
class Consent(Kind):
    """Yes to what the question says; its value is `true`, and without it there is no answer."""

    name = "consent"
    unsure = False

    def clean(self, question: Question, value: Any) -> bool | None:
        if value is True:
            return True
        if value is False or value == "":
            return None
        raise wrong_type(question)

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        return _("Yes, I agree") if value is True else super().show(question, value)

    def schema(self, question: Question) -> dict[str, Any]:
        return {"const": True}

    def read(self, question: Question, post: QueryDict, name: str) -> bool | None:
        return True if post.get(name) else None

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        return {"": "true" if value is True else ""}

    def missing(self, question: Question) -> str:
        return _("Tick the box to agree: “%(label)s”.") % {"label": called(question)}

    def lint(self, question: Question) -> list[str]:
        return no_not_sure(question)


@register
class Signature(ShortText):
    """One's name, typed in place of a signature."""

    name = "signature"
    unsure = False
    longest = 200

    def schema(self, question: Question) -> dict[str, Any]:
        return {**super().schema(question), "examples": ["Camille Desrosiers"]}

    def missing(self, question: Question) -> str:
        return _("Type your full name to sign “%(label)s”.") % {"label": called(question)}

    def lint(self, question: Question) -> list[str]:
        return super().lint(question) + no_not_sure(question)


def no_not_sure(question: Question) -> list[str]:
    """Return what to mend where "Not sure" is offered for what nobody can be unsure of."""
    if not question.not_sure:
        return []
    sentence = _("“%(label)s”: “Not sure” is no answer to this kind of question.")
    return [sentence % {"label": called(question)}]
