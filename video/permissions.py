"""Who may do what in a call: staff by permission and unit, the others by their role in it."""

from django.utils.translation import gettext as _

from accounts.models import User
from video.errors import NotYours
from video.models import Participant, Session
from workflows.errors import NotAllowed
from workflows.models import Submission
from workflows.permissions import in_unit

MEET = "workflows.video_submission"
VIEW_FIGURES = "video.view_figures"


def may_view_figures(user: User) -> bool:
    """Whether somebody sees the figures of calls: analysts of all, supervisors of their units."""
    return user.has_perm(VIEW_FIGURES) or user.has_perm("workflows.supervise_submission")


def may_invite(user: User) -> bool:
    """Whether somebody may invite people to calls: who meets them, or reviews their reports."""
    return user.has_perm(MEET) or user.has_perm("workflows.review_submission")


def require_video(user: User, submission: Submission) -> None:
    """Raise `NotAllowed` unless `user` may meet the person of this report, or review it and so invite."""
    if not may_invite(user) or not in_unit(user, submission):
        raise NotAllowed(_("Your role may not do this."))


def require_officer(user: User, session: Session) -> None:
    """Raise unless `user` is the officer of this call."""
    if not user.has_perm(MEET) or not in_unit(user, session.submission):
        raise NotAllowed(_("Your role may not do this."))
    if session.officer_id != user.pk:
        name = session.officer.display_name if session.officer else ""
        told = _("%(name)s has this call. Only they can do this.") % {"name": name}
        raise NotAllowed(told if name else _("Take the call first."))


def require_role(participant: Participant, *roles: str) -> None:
    """Raise `NotYours` unless somebody has one of the roles in their call."""
    if participant.role not in roles:
        raise NotYours
