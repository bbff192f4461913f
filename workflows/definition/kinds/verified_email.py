"""An e-mail address that is proved by a code which was mailed to it."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.definition.kinds.base import Circumstances, called, register
from workflows.definition.kinds.contact import Email
from workflows.definition.problems import refuse
from workflows.definition.structure import Question


@register
class VerifiedEmail(Email):
    """An e-mail address; once given, it counts when its code was typed, whether it must be answered or not."""

    name = "verified_email"

    def allow(self, question: Question, value: Any, circumstances: Circumstances) -> None:
        if circumstances.proved is not None and value not in circumstances.proved:
            sentence = _("Prove “%(label)s”: enter the code that we send to this address.")
            raise refuse("not_proved", sentence % {"label": called(question)})
