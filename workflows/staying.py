"""A draft whose end is near, and whose person is still there."""

from datetime import timedelta

from django.db import transaction

from workflows.clock import now
from workflows.drafts import is_open, lock_draft
from workflows.errors import Closed
from workflows.models import Submission

# How long a draft stays at least for somebody who says that they go on.
STAY = timedelta(hours=2)


@transaction.atomic
def stay(draft: Submission) -> Submission:
    """Put off the end of a draft that would end soon; one that has time left keeps its date."""
    draft = lock_draft(draft)
    if not is_open(draft):
        raise Closed
    until = now() + STAY
    if draft.expires_at is not None and draft.expires_at < until:
        draft.expires_at = until
        draft.save(update_fields=["expires_at"])
    return draft
