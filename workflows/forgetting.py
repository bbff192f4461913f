"""Forgetting a draft: its row, its files and what was still being sent of them, at once and for good."""

from functools import partial

from django.db import transaction

from workflows.attachments import private
from workflows.models import Status, Submission


@transaction.atomic
def forget(draft: Submission) -> bool:
    """Delete a draft with all that hangs on it; whether it was one. What was sent is never touched.

    Stored files go as soon as the rows are gone; where that is cut off, the housekeeping finds them.
    """
    found = (
        Submission.objects.select_for_update(of=("self",)).filter(pk=draft.pk, status=Status.DRAFT).first()
    )
    if found is None:
        return False
    stored = _stored(found)
    found.follow_ups.all().delete()
    found.attachments.all().delete()
    found.delete()
    transaction.on_commit(partial(_delete_stored, stored))
    return True


def _stored(draft: Submission) -> list[str]:
    files = draft.attachments.values_list("original", "copy", "thumbnail")
    pieces = draft.partial_uploads.values_list("pieces", flat=True)
    paths = [path for file in files for path in file]
    return [
        path
        for path in [*paths, *(piece for each in pieces for piece in each)]
        if isinstance(path, str) and path
    ]


def _delete_stored(paths: list[str]) -> None:
    for path in paths:
        private().delete(path)
