"""Why something in a call cannot go ahead. Each is a `WorkflowError`: a code for programs, a sentence for people."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from workflows.errors import WorkflowError


class CallError(WorkflowError):
    """Something in a call that cannot go ahead; `more` are members of the answer."""

    code = "not_possible"

    def __init__(self, sentence: Any = None, **more: Any) -> None:
        super().__init__(sentence)
        self.more = more


class WrongMove(CallError):
    """The call's state does not have this move."""

    code = "wrong_state"
    sentence = _("The call is no longer in a state in which this can be done.")


class NotOffered(CallError):
    """No call can be made about this report now."""

    code = "not_offered"
    sentence = _("No call with an officer is offered for this report.")


class CallExists(CallError):
    """The report has a call that is not over."""

    code = "call_exists"
    sentence = _("There is a call about this report already. Use its link, or cancel it first.")


class OpeningFull(CallError):
    """Somebody else was faster."""

    code = "opening_full"
    sentence = _("This time was just taken. Choose another one.")


class LinkOver(CallError):
    """Unknown, used, revoked, over: one answer, so that nobody learns which."""

    code = "link_over"
    sentence = _("This link was used already or its time is over. Ask for a new one.")


class TooEarly(CallError):
    """The link is good later."""

    code = "too_early"
    sentence = _("It is too early. Come back at the time of your appointment.")

    def __init__(self, opens_at: datetime) -> None:
        super().__init__(opens_at=localtime(opens_at).isoformat(timespec="seconds"))


class Taken(CallError):
    """Of two officers the other one was faster."""

    code = "taken"
    sentence = _("Somebody else took this call.")


class ConsentNeeded(CallError):
    """Nobody is put before an officer who did not agree to it."""

    code = "consent_needed"
    sentence = _("Read what happens in the call and agree to it first.")


class WrongHash(CallError):
    """What came in is not what was sent."""

    code = "wrong_hash"
    sentence = _("The file did not arrive as it was sent. Send it again.")


class OutOfOrder(CallError):
    """A chunk that does not follow the one before it."""

    code = "out_of_order"
    sentence = _("A part of the recording is missing before this one.")


class NoRecording(CallError):
    """Policy or consent do not allow it."""

    code = "no_recording"
    sentence = _("This call is not recorded: the rule of this report type does not allow it.")


class NotYours(CallError):
    """Somebody of the call, but in another role."""

    code = "not_allowed"
    sentence = _("You may not do this in this call.")
