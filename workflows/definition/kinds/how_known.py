"""How do you know: a fixed scale from seen to suspected, so that reports can be compared."""

from django.utils.translation import gettext_lazy

from workflows.definition.kinds.base import register
from workflows.definition.kinds.choice import OneOf
from workflows.definition.structure import Question

SCALE = {
    "saw_it": gettext_lazy("I saw or heard it myself"),
    "have_recording": gettext_lazy("I have a recording, photo or document of it"),
    "told_by_someone": gettext_lazy("Somebody told me"),
    "found_out_later": gettext_lazy("I found out afterwards"),
    "suspect_only": gettext_lazy("I suspect it, and have nothing that shows it"),
}


@register
class HowKnown(OneOf):
    """One step of the scale; its value is the token."""

    name = "how_known"

    def offered(self, question: Question) -> list[tuple[str, str, str]]:
        return [(token, str(title), "") for token, title in SCALE.items()]

    def lint(self, question: Question) -> list[str]:
        return []
