"""Who may do what to which report. Actions ask here; screens ask here what to offer and why not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.actors import By, Role
from workflows.errors import NotAllowed
from workflows.models import Submission
from workflows.transitions import ACTIONS

_OWN_ROLE = {"citizen": Role.CITIZEN, "records_system": Role.RECORDS_SYSTEM}
# Actions that only the reviewer who claimed the report may take.
_REVIEWER_ONLY = {"release", "request_information", "reject", "approve", "record_video_outcome"}


def require(by: By, action: str, submission: Submission) -> None:
    """Raise `NotAllowed` with the reason when `by` may not take `action` on this report."""
    reason = refusal(by, action, submission)
    if reason:
        raise NotAllowed(reason)


def refusal(by: By, action: str, submission: Submission) -> Any:
    """Return why `by` may not take `action`, as a sentence, or None. The state is not looked at."""
    if by == Role.SYSTEM:
        return None
    if not isinstance(by, User):
        allowed = {_OWN_ROLE.get(role) for role in ACTIONS[action].by}
        return None if by in allowed else _("You may not do this.")
    if not by.has_perm(ACTIONS[action].permission) or not in_unit(by, submission):
        return _("Your role may not do this.")
    return _person(by, action, submission)


def in_unit(user: User, submission: Submission) -> bool:
    """Whether `user` belongs to the report's unit. A draft has none yet: who may enter one may send it.

    Asked once for a report that was read: an action reads it anew, and so asks anew.
    """
    if submission.unit_id is None:
        return True
    known: dict[tuple[int, int], bool] = submission.__dict__.setdefault("_members", {})
    key = (user.pk, submission.unit_id)
    if key not in known:
        known[key] = user.units.filter(pk=submission.unit_id).exists()
    return known[key]


def _person(by: User, action: str, submission: Submission) -> Any:
    second = action == "approve" and submission.first_approver_id is not None
    if action in _REVIEWER_ONLY and submission.reviewer_id != by.pk and not second:
        if submission.reviewer is None:
            return _("Claim the report first.")
        name = submission.reviewer.display_name
        return _("%(name)s claimed this report. Only they can decide.") % {"name": name}
    if action == "submit" and submission.entered_by_id != by.pk:
        return _("You did not begin this report. Whoever began it sends it.")
    if action == "approve" and submission.entered_by_id == by.pk:
        return _("You entered this report. Somebody else must approve it.")
    if second and submission.first_approver_id == by.pk:
        return _("You approved this report already. A second person must approve it.")
    return None
