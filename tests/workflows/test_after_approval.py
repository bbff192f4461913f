"""After an approval: copy, letter, transfer, receipt, filed, each once, whatever is run twice."""

import threading
from datetime import timedelta

import bagit
import pytest
from django.utils.timezone import now

from integrations.mail.folder import read_folder
from integrations.records.mock_rms import MockRms
from pdf.verify import verify
from workflows import follow_ups
from workflows.actions import approve_report
from workflows.copies import official_copy
from workflows.models import Delivery, FollowUp


@pytest.fixture
def folders(settings, tmp_path):
    """Mail, private files and the records system's folders of one test."""
    settings.EMAIL_BACKEND = "integrations.mail.folder.FolderBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.RECORDS_FOLDER = tmp_path / "rms"
    return tmp_path


def run_all() -> None:
    for row in FollowUp.objects.order_by("pk"):
        follow_ups.run(row.pk)


def test_files_the_report_and_tells_the_citizen(approved_report, folders):
    run_all()
    MockRms(folders / "rms").take_all(threading.Event())
    FollowUp.objects.update(due_at=approved_report.approved_at)
    run_all()
    run_all()
    approved_report.refresh_from_db()
    assert approved_report.status == "filed"
    assert set(FollowUp.objects.values_list("state", flat=True)) == {"done"}
    assert len(read_folder()) == 3


def test_runs_nothing_twice(approved_report, folders):
    """Each effect run again finds that it is done: one copy, one mail, one package."""
    run_all()
    FollowUp.objects.exclude(kind="receipt").update(state="pending", due_at=approved_report.approved_at)
    run_all()
    assert approved_report.documents.count() == 1
    assert approved_report.transfers.count() == 1
    assert len(read_folder()) == 2


def test_the_package_is_whole(approved_report, folders):
    run_all()
    bag = bagit.Bag(str(next((folders / "rms" / "outbox").iterdir())))
    bag.validate()
    assert bag.info["External-Identifier"].startswith(approved_report.temporary_number)


def test_the_official_copy_is_sealed_and_holds_the_story(approved_report, folders):
    run_all()
    verdict = verify(official_copy(approved_report))
    assert (verdict.sealed, verdict.intact) == (True, True)


def test_a_letter_without_an_address_is_no_failure(report_under_review, noor, offence, folders):
    report_under_review.answers = {**report_under_review.answers, "email": ""}
    report_under_review.save()
    approve_report(report_under_review, by=noor, seen=2, offence=offence)
    run_all()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"no_address"}


def test_a_mail_server_that_is_down_is_tried_again(submitted_report, settings):
    settings.EMAIL_BACKEND = "integrations.mail.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    run_all()
    row = FollowUp.objects.get(kind="letter_received")
    assert (row.state, row.attempts) == ("pending", 1)
    assert timedelta(seconds=25) < row.due_at - now() < timedelta(seconds=37)


def test_a_letter_that_was_cut_off_waits_for_a_person(submitted_report, settings):
    settings.EMAIL_BACKEND = "integrations.mail.smtp.SmtpBackend"
    Delivery.objects.create(
        key=FollowUp.objects.get().key,
        submission=submitted_report,
        letter="received",
        language="en",
        message_id="<a@b.example>",
        state="sending",
    )
    run_all()
    assert FollowUp.objects.get().state == "uncertain"
