"""Transfers: an approved report on its way to the records system, and the receipt on its way back."""

import hashlib
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from integrations.outcomes import GiveUp
from integrations.records import receipts
from integrations.records.adapters import RecordsSystem
from integrations.records.bag import Changed, write_bag
from integrations.records.outbox import FolderOutbox
from integrations.records.validation import NotValid
from workflows.actions import approve_with_number, file_report
from workflows.actors import Role
from workflows.attachments import private
from workflows.copies import official_copy
from workflows.errors import WrongState
from workflows.follow_ups import NotYet
from workflows.history import record
from workflows.models import Receipt, Status, Submission, Transfer
from workflows.transfer_record import record_of

# A receipt that is not there after so many first pauses of a retry (two minutes) may be lost.
ASK_AGAIN_AFTER = 4


def records_system() -> RecordsSystem:
    """Return the adapter to the records system that is configured."""
    return FolderOutbox(Path(settings.RECORDS_FOLDER))


def send(submission: Submission, *, purpose: str = "report") -> Transfer:
    """Pack the report, validate the package and hand it over. The same report is the same key and bytes."""
    known = _packed(submission, purpose)
    if known.state != Transfer.State.PACKED:
        return known
    records_system().send(Path(settings.PRIVATE_ROOT) / known.path, known.key)
    Transfer.objects.filter(pk=known.pk, state=Transfer.State.PACKED).update(
        state=Transfer.State.SENT, sent_at=now()
    )
    return known


def key_of(submission: Submission, purpose: str) -> str:
    """Return the idempotency key of the report's package."""
    return f"{submission.temporary_number}:{'number' if purpose == 'number' else 'v1'}"


def _packed(submission: Submission, purpose: str) -> Transfer:
    key = key_of(submission, purpose)
    known = Transfer.objects.filter(key=key).first()
    if known is not None and (Path(settings.PRIVATE_ROOT) / known.path).exists():
        return known
    pdf = official_copy(submission) if purpose == "report" else None
    message = record_of(submission, key=key, pdf=pdf, at=known.packed_at if known else now())
    files = {
        str(file.pk): partial(private().open, file.original)
        for file in submission.attachments.filter(removed_at=None)
    }
    try:
        bag = write_bag(Path(settings.PRIVATE_ROOT) / "transfers", message, pdf=pdf, files=files)
    except NotValid as problem:
        raise GiveUp("the package does not fit the records system's schema") from problem
    except Changed as problem:
        raise GiveUp(f"a stored file is not what it was: {problem}") from problem
    manifest = hashlib.sha256((bag / "manifest-sha256.txt").read_bytes()).hexdigest()
    path = str(bag.relative_to(settings.PRIVATE_ROOT))
    return known or _written(submission, key, message.identification, path, manifest, message.sent_at)


def _written(
    submission: Submission, key: str, message_id: str, path: str, manifest: str, at: datetime
) -> Transfer:
    with transaction.atomic():
        row, created = Transfer.objects.get_or_create(
            key=key,
            defaults={
                "submission": submission,
                "message_id": message_id,
                "path": path,
                "sha256": manifest,
                "packed_at": at,
            },
        )
        if created:
            record("transfer_packed", submission, by=Role.SYSTEM, manifest=manifest)
    return row


def take_receipt(submission: Submission, *, since: datetime) -> None:
    """Take the receipt of the report's package, if it is in, and file the report."""
    transfer = send(submission)
    if _came_by_api(transfer):
        file_by_receipt(submission, transfer)
        return
    receipt = _awaited(transfer, since)
    _note(transfer, receipt)
    if receipt.is_rejected:
        records_system().settle(receipt)
        raise GiveUp("the records system refused the report: " + _codes(receipt))
    file_by_receipt(submission, transfer)
    records_system().settle(receipt)


def request_number(submission: Submission, *, since: datetime) -> None:
    """Send the report without a number, and approve it with the number that the receipt names."""
    transfer = send(submission, purpose="number")
    if _came_by_api(transfer):
        return
    receipt = _awaited(transfer, since)
    _note(transfer, receipt)
    records_system().settle(receipt)
    if receipt.is_rejected or not receipt.permanent_number:
        raise GiveUp("the records system gave no number: " + _codes(receipt))
    approve_with_number(submission, number=receipt.permanent_number)


def _came_by_api(transfer: Transfer) -> bool:
    return transfer.state == Transfer.State.ACCEPTED and records_system().find(transfer.key) is None


def file_by_receipt(submission: Submission, transfer: Transfer) -> None:
    """File the report by the accepted receipt; one that is filed already stays as it is."""
    stored = transfer.receipts.filter(status__in=[receipts.ACCEPTED, receipts.DUPLICATE]).first()
    try:
        file_report(submission, by=Role.RECORDS_SYSTEM, receipt=stored)
    except WrongState:
        submission.refresh_from_db(fields=["status"])
        if submission.status != Status.FILED:
            raise GiveUp("a receipt for a report that is not approved") from None


def _awaited(transfer: Transfer, since: datetime) -> receipts.Receipt:
    """Return the receipt; while there is none, offer the same bytes and key again now and then: it may be lost."""
    system, waited = records_system(), now() - since
    receipt = system.find(transfer.key)
    if receipt is None and waited > ASK_AGAIN_AFTER * timedelta(seconds=settings.FOLLOW_UP_FIRST_RETRY):
        answer = system.send(Path(settings.PRIVATE_ROOT) / transfer.path, transfer.key)
        receipt = answer if isinstance(answer, receipts.Receipt) else None
    if receipt is None or receipt.status == receipts.PENDING:
        raise NotYet("the receipt is not there", after=_patience(waited))
    return receipt


def _patience(waited: timedelta) -> timedelta:
    """Look every 2 s in the first two minutes, then at a tenth of the time waited, at most hourly."""
    if waited < timedelta(minutes=2):
        return timedelta(seconds=2)
    return min(waited / 10, timedelta(hours=1))


def acknowledge(
    transfer: Transfer, *, status: str, number: str, errors: list[dict[str, str]], raw: str
) -> bool:
    """Take the receipt of a records system that collects its packages, and do what follows from it.

    The same receipt again is harmless; False when another one was taken before.
    """
    with transaction.atomic():
        transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
        if transfer.closed_at is None:
            _keep(transfer, status=status, number=number, errors=errors, raw=raw)
    is_accepted = transfer.state == Transfer.State.ACCEPTED
    if is_accepted != (status != receipts.REJECTED):
        return False
    if is_accepted and transfer.key == key_of(transfer.submission, "number") and number:
        approve_with_number(transfer.submission, number=number)
    elif is_accepted and transfer.key == key_of(transfer.submission, "report"):
        try:
            file_by_receipt(transfer.submission, transfer)
        except GiveUp:
            return False
    return True


@transaction.atomic
def _note(transfer: Transfer, receipt: receipts.Receipt) -> None:
    """Keep the receipt as it came in, once."""
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if transfer.closed_at is not None:
        return
    _keep(
        transfer,
        status=receipt.status,
        number=receipt.permanent_number,
        errors=[{"code": error.code, "path": error.path} for error in receipt.errors],
        raw=receipt.source.read_text("utf-8", "replace") if receipt.source else "",
    )


def _keep(transfer: Transfer, *, status: str, number: str, errors: list[dict[str, str]], raw: str) -> None:
    at = now()
    Receipt.objects.create(
        transfer=transfer, status=status, reference=number[:60], errors=errors, raw=raw, at=at
    )
    rejected = status == receipts.REJECTED
    transfer.state = Transfer.State.REJECTED if rejected else Transfer.State.ACCEPTED
    transfer.closed_at = at
    transfer.save(update_fields=["state", "closed_at"])
    record("receipt", transfer.submission, by=Role.RECORDS_SYSTEM, status=status)


def _codes(receipt: receipts.Receipt) -> str:
    return ", ".join(error.code for error in receipt.errors)[:120]


def put_aside_strangers() -> int:
    """Move receipts that nobody waits for out of the way: for keys never sent, with the reason, and repeats.

    Return how many were of keys that were never sent.
    """
    count, system = 0, records_system()
    for receipt in system.collect():
        known = Transfer.objects.filter(key=receipt.key).first()
        if known is None:
            system.refuse(receipt, "a receipt for a report that was never sent from here")
            count += 1
        elif known.closed_at is not None:
            system.settle(receipt)
    return count
