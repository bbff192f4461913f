"""Choices: one of, some of, yes or no."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.definition.conditions import NOT_SURE
from workflows.definition.kinds.base import (
    Circumstances,
    Kind,
    as_json,
    called,
    register,
    said,
    whole,
    wrong_type,
)
from workflows.definition.problems import refuse
from workflows.definition.structure import Question


class _Choice(Kind):
    verb = "choose"

    def lint(self, question: Question) -> list[str]:
        tokens = [choice.token for choice in question.choices]
        label = {"label": called(question)}
        found = []
        if not tokens:
            found.append(_("“%(label)s” has no choices.") % label)
        if len(set(tokens)) < len(tokens):
            found.append(_("“%(label)s”: two choices have the same token.") % label)
        if NOT_SURE in tokens:
            found.append(_("“%(label)s”: the token not_sure is kept for Not sure.") % label)
        return found


@register
class OneOf(_Choice):
    """One choice of several; its value is the token."""

    name = "one_of"
    unsure_among_choices = True

    def clean(self, question: Question, value: Any) -> str | None:
        if not isinstance(value, str):
            raise wrong_type(question)
        if value == "":
            return None
        if value not in {token for token, _label, _hint in self.offered(question)}:
            raise refuse("choice", _unknown_choice(question))
        return value

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        labels = {token: label for token, label, _hint in self.offered(question)}
        return (labels.get(value) or value) if isinstance(value, str) else as_json(value)

    def schema(self, question: Question) -> dict[str, Any]:
        return {"enum": [token for token, _label, _hint in self.offered(question)]}


@register
class SomeOf(_Choice):
    """Several choices; its value is the list of tokens in the order of the question."""

    name = "some_of"

    def clean(self, question: Question, value: Any) -> list[str] | None:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise wrong_type(question)
        if not all(question.offers(each) for each in value):
            raise refuse("choice", _unknown_choice(question))
        chosen = list(dict.fromkeys(choice.token for choice in question.choices if choice.token in value))
        if not chosen:
            return None
        if len(chosen) < whole(question.limits, "min", 0):
            raise refuse("too_few", _too_few(question))
        if len(chosen) > whole(question.limits, "max", len(question.choices)):
            raise refuse("too_many", _too_many(question))
        return chosen

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        if not isinstance(value, list):
            return _label_of(question, value)
        return ", ".join(_label_of(question, each) for each in value)

    def schema(self, question: Question) -> dict[str, Any]:
        tokens = [choice.token for choice in question.choices]
        return {
            "type": "array",
            "items": {"enum": tokens},
            "uniqueItems": True,
            "minItems": max(1, whole(question.limits, "min", 1)),
            "maxItems": min(len(tokens), whole(question.limits, "max", len(tokens))),
        }

    def read(self, question: Question, post: QueryDict, name: str) -> list[str] | None:
        return [each for each in post.getlist(name) if each] or None

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        return {"": [each for each in value if isinstance(each, str)] if isinstance(value, list) else []}


@register
class YesNo(Kind):
    """Yes or no, and "not sure" where the question allows it, all three as tokens."""

    name = "yes_no"
    verb = "choose"
    unsure = False

    def clean(self, question: Question, value: Any) -> str | None:
        if not isinstance(value, str):
            raise wrong_type(question)
        if value == "":
            return None
        if value not in yes_no_tokens(question):
            raise refuse("choice", _unknown_choice(question))
        return value

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        names = {"yes": _("Yes"), "no": _("No"), NOT_SURE: _("Not sure")}
        return names.get(value, value) if isinstance(value, str) else as_json(value)

    def schema(self, question: Question) -> dict[str, Any]:
        return {"enum": yes_no_tokens(question)}

    def offered(self, question: Question) -> list[tuple[str, str, str]]:
        return [(token, self.show(question, token), "") for token in yes_no_tokens(question)]


def yes_no_tokens(question: Question) -> list[str]:
    """Return the tokens that a yes or no question takes."""
    return ["yes", "no", NOT_SURE] if question.not_sure else ["yes", "no"]


def _label_of(question: Question, token: Any) -> str:
    for choice in question.choices:
        if choice.token == token:
            return said(choice.label) or choice.token
    return token if isinstance(token, str) else as_json(token)


def _unknown_choice(question: Question) -> str:
    return _("Choose one of the answers offered for “%(label)s”.") % {"label": called(question)}


def _too_few(question: Question) -> str:
    least = whole(question.limits, "min", 0)
    return ngettext(
        "Choose at least %(least)d answer to “%(label)s”.",
        "Choose at least %(least)d answers to “%(label)s”.",
        least,
    ) % {"label": called(question), "least": least}


def _too_many(question: Question) -> str:
    most = whole(question.limits, "max", 0)
    return ngettext(
        "Choose %(most)d answer at most to “%(label)s”.",
        "Choose %(most)d answers at most to “%(label)s”.",
        most,
    ) % {"label": called(question), "most": most}
