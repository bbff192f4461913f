"""Entering for somebody: a report that came by phone, by letter or at the counter, and what is added to it later.

History says who entered what. It names a draft by its id and not by a key: drafts are deleted, history is not.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.clock import now
from workflows.drafts import begin_draft
from workflows.errors import NotAllowed
from workflows.extensions import register_event_kind
from workflows.forgetting import forget
from workflows.history import record
from workflows.models import ReportType, Status, Submission
from workflows.permissions import refusal

CHANNELS = (Submission.Channel.PHONE, Submission.Channel.LETTER, Submission.Channel.COUNTER)
PERMISSION = "workflows.enter_submission"

register_event_kind("entry_begun", _("Report begun for somebody"))
register_event_kind("entry_resumed", _("Report taken up again"))
register_event_kind("entry_given_up", _("Report given up before it was sent"))


def may_enter(user: User) -> bool:
    """Whether somebody may enter reports for others."""
    return user.has_perm(PERMISSION)


@transaction.atomic
def begin_for_somebody(report_type: ReportType, *, by: User, language: str, channel: str) -> Submission:
    """Begin a draft for somebody who called, wrote or came in; raises `Closed` and `NotAllowed`."""
    if channel not in CHANNELS:
        raise NotAllowed
    draft = begin_draft(report_type, language=language, channel=channel, by=by)
    record("entry_begun", by=by, draft=str(draft.public_id), report_type=report_type.key, channel=channel)
    return draft


def drafts_of(user: User) -> "QuerySet[Submission]":
    """Return the drafts that `user` is entering, what was saved last first."""
    rows = Submission.objects.filter(entered_by=user, status=Status.DRAFT, expires_at__gt=now())
    return rows.select_related("form_version", "report_type").order_by("-saved_at")


def sent_by(user: User) -> "QuerySet[Submission]":
    """Return what `user` sent for somebody; a report that the person sent alone is not there: its code is theirs."""
    return Submission.objects.filter(entered_by=user, parent=None, events__kind="submit", events__actor=user)


def note_resumed(draft: Submission, *, by: User) -> None:
    """Record that somebody took a draft up again."""
    record("entry_resumed", by=by, draft=str(draft.public_id), report_type=draft.report_type.key)


@transaction.atomic
def give_up(draft: Submission, *, by: User) -> None:
    """Delete a draft that one is entering, with its files; what was sent meanwhile stays."""
    if draft.entered_by_id != by.pk:
        raise NotAllowed
    if forget(draft):
        record("entry_given_up", by=by, draft=str(draft.public_id), report_type=draft.report_type.key)


def may_answer_for(user: User, report: Submission) -> bool:
    """Whether somebody may enter a caller's answers to an officer's question."""
    waiting = report.status == Status.INFORMATION_REQUESTED
    return waiting and refusal(user, "provide_information", report) is None


def may_have_answered_for(user: User, report: Submission) -> bool:
    """Whether somebody may do so or might have, before the question was answered or its time was over."""
    return refusal(user, "provide_information", report) is None and report.information_requests.exists()
