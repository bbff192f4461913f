"""Pictures that become part of a report beside its answers: those of a call that the citizen agreed to have kept."""

from django.db import transaction

from integrations.scanning.files import Refused, examine
from workflows.actors import By, role_of
from workflows.attachments import BESIDE_ANSWERS, MOST_FILES, clean_caption, clean_name, keep, scanned
from workflows.models import Attachment, Status, Submission
from workflows.wiping import wipe

# From the decision on, copy and package are made of what was there.
OPEN = frozenset({Status.SUBMITTED, Status.UNDER_REVIEW, Status.INFORMATION_REQUESTED})


@transaction.atomic
def attach(submission: Submission, *, name: str, data: bytes, caption: str, by: By) -> Attachment | None:
    """Add a picture to the files of a report, so that desk, copy and package have it; the same again is the same.

    None, and nothing is added, once the report is decided, when it has as many files as it takes, or when the
    picture cannot be made into one that is safe to show; it then stays where it came from.
    """
    report = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    try:
        examined = examine(data, name)
    except Refused:
        return None
    files = report.attachments.filter(removed_at=None)
    known = files.filter(question=BESIDE_ANSWERS, sha256=examined.sha256).first()
    if known is not None or report.status not in OPEN or files.count() >= MOST_FILES:
        return known
    status = scanned(data)
    if status == "infected":
        return None
    file = Attachment(
        submission=report,
        question=BESIDE_ANSWERS,
        name=clean_name(name),
        caption=clean_caption(caption),
        status=Attachment.Status(status),
        role=role_of(by),
    )
    return keep(file, examined, data)


@transaction.atomic
def detach(submission: Submission, *, sha256: str) -> None:
    """Take a picture out of the files of a report that is not decided, with its bytes."""
    report = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if report.status in OPEN:
        wipe(list(report.attachments.filter(question=BESIDE_ANSWERS, sha256=sha256)))
