"""What follows an action: each effect can run twice, for each first looks whether it is done."""

from functools import partial

from integrations.outcomes import GiveUp, TryAgain
from pdf.render import RenderFailed, RenderTimeout
from workflows import transfers
from workflows.attachments import rescan
from workflows.copies import make_official_copy
from workflows.follow_ups import follows
from workflows.letters import send_letter
from workflows.models import Attachment, FollowUp, Submission

LETTERS = ("received", "information", "message", "rejected", "reopened", "approved", "filed", "withdrawn")


def _report(row: FollowUp) -> Submission:
    if row.submission is None:
        raise GiveUp("a follow-up without a report")
    return row.submission


@follows("copy")
def make_copy(row: FollowUp) -> None:
    """Make and seal the official copy."""
    try:
        make_official_copy(_report(row))
    except RenderFailed as problem:
        raise GiveUp(str(problem)) from problem
    except RenderTimeout as problem:
        raise TryAgain(str(problem)) from problem


for letter in LETTERS:
    waits_for = "copy" if letter == "approved" else ""
    follows(f"letter_{letter}", after=waits_for)(partial(send_letter, letter))


@follows("transfer", after="copy")
def transfer(row: FollowUp) -> None:
    """Pack the report and hand it to the records system."""
    transfers.send(_report(row))


@follows("receipt", after="transfer")
def await_receipt(row: FollowUp) -> None:
    """Look for the records system's receipt; file the report when it is in."""
    transfers.take_receipt(_report(row), since=row.created_at)


@follows("number")
def request_number(row: FollowUp) -> None:
    """Ask the records system for the permanent number; approve the report when it is in."""
    transfers.request_number(_report(row), since=row.created_at)


@follows("scan")
def scan_file(row: FollowUp) -> None:
    """Scan a file that came in while the scanner was away."""
    file = Attachment.objects.filter(pk=row.data["file"]).first()
    if file is not None:
        rescan(file)
