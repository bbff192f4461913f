"""Housekeeping: what time does to reports, drafts and links."""

from datetime import timedelta

from django.db import connection
from django.utils.timezone import now

from workflows.actions import expire_information_request
from workflows.api.once import forget_replies
from workflows.attempts import delete_old_attempts
from workflows.drafts import delete_expired
from workflows.errors import WrongState
from workflows.form_links import forget_addresses
from workflows.freed import cut_log
from workflows.leftovers import delete_leftovers
from workflows.models import EmailLink, InformationRequest
from workflows.partial_uploads import delete_expired_uploads
from workflows.surveys.answering import delete_expired as delete_expired_codes
from workflows.surveys.planning import send_due
from workflows.transfers import put_aside_strangers
from workflows.webhooks import forget_old_messages
from workflows.working_days import local_day

LEFT_OVER_AFTER = timedelta(days=1)


def expire_information_requests() -> int:
    """Hand back, flagged, each report whose question was not answered by its date; return how many."""
    late = InformationRequest.objects.filter(
        answered_at=None, expired_at=None, due_on__lt=local_day(), submission__status="information_requested"
    )
    count = 0
    for asked in late.select_related("submission"):
        try:
            expire_information_request(asked)
        except WrongState:  # answered at this moment
            continue
        count += 1
    return count


def tidy() -> None:
    """Send surveys that are due, delete what is over, put stray receipts aside, cut the log."""
    send_due(local_day())
    delete_expired_codes()
    delete_expired()
    delete_expired_uploads()
    delete_old_attempts()
    forget_replies()
    forget_old_messages()
    forget_addresses()
    EmailLink.objects.filter(expires_at__lt=now() - timedelta(days=1)).delete()
    put_aside_strangers()
    cut_log(connection)


def clear() -> None:
    """Delete files that no row names, once nobody can be writing them any more."""
    delete_leftovers(now() - LEFT_OVER_AFTER)
