"""Dispatches: asked for with the outcome of a call, confirmed once somebody is on the way."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from workflows.clock import now
from workflows.definition import Problem
from workflows.errors import Invalid, NotAllowed, WrongState
from workflows.extensions import register_event_kind
from workflows.history import record
from workflows.models import Dispatch, Submission
from workflows.permissions import in_unit

register_event_kind("dispatch_confirmed", gettext_lazy("Dispatch confirmed"))


def ask_for_dispatch(submission: Submission, *, by: User, outcome: str, preserve: str) -> Dispatch | None:
    """Write the row of who is to go there, inside the action's transaction; None when nobody is."""
    if outcome not in Dispatch.Kind.values:
        return None
    return Dispatch.objects.create(
        submission=submission, kind=outcome, preserve=preserve, requested_at=now(), requested_by=by
    )


@transaction.atomic
def confirm_dispatch(
    submission: Submission, *, by: User, at: datetime | None = None, reference: str = ""
) -> Dispatch:
    """Note that somebody is on the way since `at` (now). It is confirmed once."""
    Submission.objects.select_for_update(of=("self",)).only("pk").get(pk=submission.pk)
    if not by.has_perm("workflows.video_submission") or not in_unit(by, submission):
        raise NotAllowed
    dispatch = submission.dispatches.select_for_update(of=("self",)).first()
    if dispatch is None or dispatch.confirmed_at is not None:
        raise WrongState(_("No dispatch of this report waits for its confirmation."))
    moment = at or now()
    if not dispatch.requested_at <= moment <= now():
        sentence = _("Give a time after the dispatch was asked for, and not in the future.")
        raise Invalid([Problem("/dispatched_at", "out_of_range", sentence)])
    dispatch.confirmed_at, dispatch.confirmed_by, dispatch.reference = moment, by, reference[:60]
    dispatch.save()
    record("dispatch_confirmed", submission, by=by, dispatch=dispatch.pk, what=str(dispatch.kind))
    return dispatch
