"""The one error that callers of an action catch, and its kinds. All others fail loudly."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _


class WorkflowError(Exception):
    """An action cannot go ahead. `str()` is a sentence that a person can act on, in the active language."""

    code = "not_possible"
    sentence: Any = _("This cannot be done now.")

    def __init__(self, sentence: Any = None) -> None:
        super().__init__(sentence or self.sentence)

    def __str__(self) -> str:
        return str(self.args[0])


class NeverChanges(WorkflowError):
    """A row of history or a version was to be changed."""

    code = "never_changes"
    sentence = _("This is kept as it was written. Add to it instead.")


class Overtaken(WorkflowError):
    """Somebody else acted first; `version` is the current one."""

    code = "overtaken"
    sentence = _("Somebody else changed this report while you had it open. Look at it again, then decide.")

    def __init__(self, version: int) -> None:
        super().__init__()
        self.version = version


class NotAllowed(WorkflowError):
    """The one who acts may see the report but not do this."""

    code = "not_allowed"
    sentence = _("You may not do this.")


class WrongState(WorkflowError):
    """The report's state does not have this action."""

    code = "wrong_state"
    sentence = _("The report is no longer in a state in which this can be done.")


class Invalid(WorkflowError):
    """What was given is understood but not valid. `problems` names each place (see `definition.Problem`)."""

    code = "invalid"
    sentence = _("Some answers need your attention.")

    def __init__(self, problems: Sequence[Any], sentence: Any = None) -> None:
        super().__init__(sentence)
        self.problems = list(problems)


class Closed(WorkflowError):
    """The report type takes no reports any more, or the draft has expired."""

    code = "closed"
    sentence = _("This kind of report can no longer be sent here.")


class Stale(WorkflowError):
    """The draft was saved elsewhere since it was read; `answers` are the ones stored now."""

    code = "stale"
    sentence = _("This report was changed on another device. Compare both texts and choose.")

    def __init__(self, answers: dict[str, Any], revision: int) -> None:
        super().__init__()
        self.answers = answers
        self.revision = revision
