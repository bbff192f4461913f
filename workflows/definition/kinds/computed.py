"""A sum over the rows of a group, such as the value of all items. It is worked out, never asked and never taken."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from workflows.definition.kinds.assent import no_not_sure
from workflows.definition.kinds.base import called, register
from workflows.definition.kinds.numbers import Money
from workflows.definition.structure import Group, Question


@register
class Computed(Money):
    """An amount of money: `sum`, times `times` where it is given, over the rows of `group`."""

    name = "computed"
    unsure = False
    worked_out = True

    def clean(self, question: Question, value: Any) -> None:
        """Take nothing: whatever is sent counts as no answer, and the sum itself comes from `sums`."""

    def read(self, question: Question, post: QueryDict, name: str) -> None:
        """Read nothing."""

    def lint(self, question: Question) -> list[str]:
        found = no_not_sure(question)
        if question.required:
            sentence = _("“%(label)s” is worked out: nobody can be asked to answer it.")
            found.append(sentence % {"label": called(question)})
        return found

    def lint_among(
        self, question: Question, known: Mapping[str, Question | Group], before: Collection[str]
    ) -> list[str]:
        label = {"label": called(question)}
        if question.key not in known:
            return [_("“%(label)s” is a sum over rows: it stands beside the group, not in it.") % label]
        group = known.get(str(question.limits.get("group")))
        if not isinstance(group, Group):
            return [_("“%(label)s” needs the key of the group whose rows it adds up.") % label]
        found = []
        if group.key not in before:
            found.append(_("“%(label)s” comes before the group that it adds up. Move it behind.") % label)
        kinds = {each.key: each.kind for each in group.questions}
        if kinds.get(str(question.limits.get("sum"))) not in {"money", "number"}:
            found.append(
                _("“%(label)s” needs the key of an amount or a number in the rows to add up.") % label
            )
        times = question.limits.get("times")
        if times and kinds.get(str(times)) != "number":
            found.append(_("“%(label)s” can only be multiplied by a number in the rows.") % label)
        return found
