"""What a killed process or a deleted draft leaves in private storage goes within a day; nothing else does."""

import os
import threading
from datetime import timedelta

import pytest
from django.utils.timezone import now

from integrations.records.mock_rms import MockRms, set_faults
from integrations.records.outbox import FolderOutbox
from tests.hostile.files import paper
from tests.workflows.test_effects_survive_a_kill import work
from workflows import housekeeping, transfers
from workflows.attachments import add_attachment
from workflows.copies import official_copy
from workflows.drafts import delete_expired
from workflows.models import Submission

TWO_DAYS = timedelta(days=2)
PDF = paper()


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.RECORDS_FOLDER = tmp_path / "rms"
    settings.STORAGES = settings.STORAGES | {
        "private": settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path / "private"}}
    }
    return tmp_path


def age(folder):
    at = (now() - TWO_DAYS).timestamp()
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (at, at))


def test_a_copy_without_a_row(approved_report, folders):
    work("copy")
    stray = folders / "private" / "documents" / "aa" / "stray.pdf"
    stray.parent.mkdir()
    stray.write_bytes(b"%PDF")
    housekeeping.clear()
    assert stray.exists()
    age(folders)
    housekeeping.clear()
    assert not stray.exists()
    assert official_copy(approved_report)


def test_files_of_a_draft_that_expired(draft, folders):
    add_attachment(draft, question="photos", name="a.pdf", data=PDF)
    age(folders)
    housekeeping.clear()
    assert list((folders / "private").rglob("original"))
    Submission.objects.update(expires_at=now() - TWO_DAYS)
    assert delete_expired() == 1
    housekeeping.clear()
    assert not list((folders / "private").rglob("original"))


@pytest.mark.parametrize("place", ["private/transfers/.building-a", "rms/outbox/.part-a"])
def test_a_package_that_was_not_finished(db, folders, place):
    (folders / place / "bag").mkdir(parents=True)
    housekeeping.clear()
    assert (folders / place).exists()
    age(folders)
    housekeeping.clear()
    assert not (folders / place).exists()


def test_a_second_receipt_is_put_with_the_first(approved_report, folders):
    work("copy", "transfer")
    set_faults(folders / "rms", {"duplicate_receipt": 1})
    MockRms(folders / "rms").take_all(threading.Event())
    receipts = folders / "rms" / "receipts"
    second = next(receipts.glob("*.xml"))
    content = second.read_bytes()
    work("receipt")
    second.write_bytes(content)
    assert list(FolderOutbox(folders / "rms").collect())
    assert transfers.put_aside_strangers() == 0
    assert list(receipts.glob("*.xml")) == []
