"""A worker is killed at each point where an effect is half done; the next worker finishes it, once."""

import threading

import bagit
import pytest
from django.utils.timezone import now

from integrations.mail.folder import read_folder
from integrations.records import receipts
from integrations.records.mock_rms import MockRms, status
from integrations.records.outbox import FolderOutbox
from tests.conftest import publish
from tests.definitions import ANSWERS, theft
from workflows import actions, copies, follow_ups, history, letters, mending, transfers
from workflows.actions import approve_report, claim_report
from workflows.copies import official_copy
from workflows.drafts import begin_draft, save_answers
from workflows.models import Delivery, Event, FollowUp, ReviewPolicy
from workflows.submitting import submit_report


class Killed(BaseException):
    """What SIGKILL is, seen from inside: nothing after it runs, and no handler of ours catches it."""


def die(*given, **named):
    raise Killed


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.EMAIL_BACKEND = "integrations.mail.folder.FolderBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.RECORDS_FOLDER = tmp_path / "rms"
    return tmp_path


@pytest.fixture
def killed(monkeypatch):
    """Run a kind of follow-up in a worker that dies before, or just after, the call that is named."""

    def run(kind, owner, name, *, after=False):
        whole = getattr(owner, name)

        def half_done(*given, **named):
            if after:
                whole(*given, **named)
            raise Killed

        with monkeypatch.context() as patched:
            patched.setattr(owner, name, half_done)
            patched.setattr(follow_ups, "_BOOT", "of-the-dead")
            with pytest.raises(Killed):
                work(kind)

    return run


def work(*kinds):
    for row in FollowUp.objects.filter(kind__in=kinds):
        follow_ups.run(row.pk)


def recover():
    """A new worker starts: it sweeps until nothing is left that can be done now."""
    FollowUp.objects.filter(state="pending").update(due_at=now())
    while follow_ups.sweep():
        if not FollowUp.objects.filter(pk__in=follow_ups.due(now())).exists():
            break


def states(*kinds):
    return {row.kind: row.state for row in FollowUp.objects.filter(kind__in=kinds)}


def rms_takes(folders):
    MockRms(folders / "rms").take_all(threading.Event())


@pytest.mark.parametrize(
    ("owner", "name", "after"),
    [
        (copies, "seal", True),
        (copies, "record", False),
        (copies, "record", True),
        (copies, "_keep", True),
        (follow_ups, "_close", False),
        (follow_ups, "_wake_dependents", False),
    ],
)
def test_one_official_copy(approved_report, killed, owner, name, after):
    killed("copy", owner, name, after=after)
    recover()
    document = approved_report.documents.get()
    assert states("copy") == {"copy": "done"}
    assert len(official_copy(approved_report)) == document.size
    assert Event.objects.filter(kind="copy_made").count() == 1


@pytest.mark.parametrize(
    ("owner", "name", "after"),
    [
        (letters, "compose", True),
        (letters, "send", False),
        (letters, "send", True),
        (letters, "_send", True),
        (follow_ups, "_close", False),
    ],
)
def test_one_mail_where_the_mail_system_knows_a_repeat(submitted_report, killed, owner, name, after):
    killed("letter_received", owner, name, after=after)
    recover()
    assert states("letter_received") == {"letter_received": "done"}
    assert [mail.to for mail in read_folder()] == ["camille@example.org"]


@pytest.fixture
def cut_off(submitted_report, killed, monkeypatch):
    """A letter whose worker died when the mail server had it; that server does not know a repeat."""
    monkeypatch.setattr(letters, "sending_twice_is_harmless", lambda: False)
    killed("letter_received", letters, "send", after=True)
    recover()
    return FollowUp.objects.get(kind="letter_received")


def test_no_second_mail_where_nobody_knows(cut_off):
    assert cut_off.state == "uncertain"
    assert len(read_folder()) == 1


def test_somebody_finds_the_mail_and_takes_it_as_sent(cut_off, cleo, folders):
    next((folders / "mail").iterdir()).unlink()
    mending.take_as_sent(cut_off, by=cleo)
    recover()
    assert states("letter_received") == {"letter_received": "done"}
    assert (Delivery.objects.get().state, read_folder()) == ("sent", [])
    assert Event.objects.filter(kind="taken_as_sent", actor=cleo).count() == 1


def test_somebody_finds_no_mail_and_lets_it_go_again(cut_off, cleo):
    mending.run_again(cut_off, by=cleo)
    recover()
    assert states("letter_received") == {"letter_received": "done"}


@pytest.mark.parametrize(
    ("owner", "name", "after"),
    [
        (transfers, "write_bag", True),
        (transfers, "record", True),
        (transfers, "_written", True),
        (FolderOutbox, "_lay", True),
        (follow_ups, "_close", False),
    ],
)
@pytest.mark.parametrize("taken_meanwhile", [False, True])
def test_one_transfer(approved_report, killed, folders, owner, name, after, taken_meanwhile):
    work("copy")
    killed("transfer", owner, name, after=after)
    if taken_meanwhile:
        rms_takes(folders)
    recover()
    rms_takes(folders)
    recover()
    transfer = approved_report.transfers.get()
    assert (transfer.state, states("transfer", "receipt")) == (
        "accepted",
        {"transfer": "done", "receipt": "done"},
    )
    assert status(folders / "rms") == {transfer.key: 1}
    bagit.Bag(str(folders / "private" / transfer.path)).validate()


@pytest.mark.parametrize(
    ("owner", "name", "after"),
    [
        (transfers, "record", False),
        (transfers, "_note", True),
        (actions, "follow_up", True),
        (transfers, "file_by_receipt", True),
        (FolderOutbox, "settle", True),
        (follow_ups, "_close", False),
    ],
)
def test_filed_once_by_the_receipt(approved_report, killed, folders, owner, name, after):
    work("copy", "transfer")
    rms_takes(folders)
    killed("receipt", owner, name, after=after)
    recover()
    approved_report.refresh_from_db()
    assert (approved_report.status, states("receipt")) == ("filed", {"receipt": "done"})
    assert approved_report.transfers.get().receipts.count() == 1
    assert Event.objects.filter(kind="file").count() == 1
    assert [mail.to for mail in read_folder()] == ["camille@example.org"] * 3


@pytest.mark.parametrize(
    ("owner", "name", "after"),
    [
        (transfers, "send", True),
        (transfers, "_note", True),
        (FolderOutbox, "settle", True),
        (transfers, "approve_with_number", False),
        (transfers, "approve_with_number", True),
    ],
)
def test_approved_once_with_the_number_that_the_records_system_gives(
    report_under_review, noor, offence, killed, folders, owner, name, after
):
    ReviewPolicy.objects.update(number_issuer=ReviewPolicy.NumberIssuer.RMS)
    asked = approve_report(report_under_review, by=noor, seen=report_under_review.version, offence=offence)
    give_number(folders, f"{asked.temporary_number}:number", "RMS-7")
    killed("number", owner, name, after=after)
    recover()
    asked.refresh_from_db()
    assert (asked.status, asked.permanent_number) == ("approved", "RMS-7")
    assert Event.objects.filter(kind="approve").count() == 1


def give_number(folders, key, number):
    answer = receipts.Receipt(key, "message", receipts.ACCEPTED, now(), permanent_number=number)
    (folders / "rms" / "receipts").mkdir(parents=True)
    (folders / "rms" / "receipts" / "number.xml").write_bytes(receipts.receipt_xml(answer))


def test_what_ends_its_worker_again_and_again_lets_others_go_first(submitted_report, killed):
    for _ in range(follow_ups.AT_ONCE):
        killed("letter_received", letters, "send")
        follow_ups.free_leases_of_the_dead()
        assert follow_ups.due(now())
    killed("letter_received", letters, "send")
    follow_ups.free_leases_of_the_dead()
    assert not follow_ups.due(now())


def test_waiting_for_a_receipt_is_no_failed_attempt(approved_report):
    work("copy", "transfer", "receipt")
    waiting = FollowUp.objects.get(kind="receipt")
    assert (waiting.state, waiting.attempts) == ("pending", 0)


def test_who_lost_a_lease_changes_nothing(submitted_report, monkeypatch):
    """It was thought dead, another worker has taken the work over."""
    row = follow_ups._lease(FollowUp.objects.get().pk)
    FollowUp.objects.update(holder="elsewhere:1:0", attempts=2)
    follow_ups._close(row, FollowUp.State.DEAD, "too late")
    assert FollowUp.objects.get().state == "running"


def under_review(noor, key):
    draft = save_answers(begin_draft(publish(theft(key=key)), language="en"), ANSWERS)[0]
    sent = submit_report(draft, declaration=True, key=key)
    return claim_report(sent.submission, by=noor, seen=sent.submission.version)


def test_a_number_that_was_taken_by_the_dead_is_given_to_the_next(noor, offence, unit, monkeypatch):
    first, second = under_review(noor, "theft"), under_review(noor, "loss")
    with monkeypatch.context() as patched:
        patched.setattr(actions, "follow_up", die)
        with pytest.raises(Killed):
            approve_report(first, by=noor, seen=first.version, offence=offence)
    numbers = [
        approve_report(report, by=noor, seen=report.version, offence=offence).permanent_number
        for report in (second, first)
    ]
    assert [number[-6:] for number in numbers] == ["000001", "000002"]


def test_a_read_that_was_cut_off_leaves_the_history_whole(django_db_setup, django_db_blocker, monkeypatch):
    """No transaction around it, as in a view that only reads: the event and the chain's end go together."""
    monkeypatch.setattr(history, "head_mac", die)
    with django_db_blocker.unblock():
        before = Event.objects.count()
        with pytest.raises(Killed):
            history.record("read", by=actions.Role.SYSTEM)
        assert Event.objects.count() == before
