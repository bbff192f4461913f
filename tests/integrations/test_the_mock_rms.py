"""The demonstration's records system: one report per key, whatever goes wrong on the way."""

import signal
import subprocess
import sys
import threading
import time

import pytest

from integrations.records.bag import write_bag
from integrations.records.mock_rms import MockRms, set_faults, status
from integrations.records.outbox import FolderOutbox
from tests.integrations.reports import FILES, PDF, a_report

KEY = a_report().key


@pytest.fixture
def outbox(tmp_path):
    return FolderOutbox(tmp_path)


@pytest.fixture
def send(tmp_path, outbox):
    def sent(**changes):
        record = a_report(**changes)
        return outbox.send(write_bag(tmp_path / "bags", record, pdf=PDF, files=FILES), record.key)

    return sent


@pytest.fixture
def rms(tmp_path):
    mock = MockRms(tmp_path)
    return lambda: mock.take_all(threading.Event())


def statuses(outbox):
    return sorted(receipt.status for receipt in outbox.collect())


def test_a_bag_becomes_a_record_and_a_receipt(tmp_path, outbox, send, rms):
    send()
    rms()
    receipt = outbox.find(KEY)
    assert (receipt.status, receipt.permanent_number) == ("ACCEPTED", "W26-000001")
    assert status(tmp_path) == {KEY: 1}
    assert not list(outbox.outbox.iterdir())


def test_a_lost_receipt_leads_to_a_duplicate_and_still_one_record(tmp_path, outbox, send, rms):
    set_faults(tmp_path, {"lose_receipt": 1})
    send()
    rms()
    assert outbox.find(KEY) is None
    send()
    rms()
    assert outbox.find(KEY).status == "DUPLICATE"
    assert status(tmp_path) == {KEY: 1}


def test_a_receipt_may_come_twice(tmp_path, outbox, send, rms):
    set_faults(tmp_path, {"duplicate_receipt": True})
    send()
    rms()
    assert statuses(outbox) == ["ACCEPTED", "ACCEPTED"]


def test_it_can_reject(tmp_path, outbox, send, rms):
    set_faults(tmp_path, {"reject": 1})
    send()
    rms()
    assert outbox.find(KEY).is_rejected
    assert outbox.find(KEY).errors[0].code == "REFUSED"
    assert status(tmp_path) == {}


def test_a_malformed_receipt_is_put_aside_and_sending_again_helps(tmp_path, outbox, send, rms):
    set_faults(tmp_path, {"malformed_receipt": 1})
    send()
    rms()
    assert outbox.find(KEY) is None
    send()
    rms()
    assert outbox.find(KEY).is_recorded
    assert status(tmp_path) == {KEY: 1}


def test_when_it_is_down_bags_wait(tmp_path, outbox, send, rms):
    set_faults(tmp_path, {"down": True})
    send()
    rms()
    assert status(tmp_path) == {}
    set_faults(tmp_path, {})
    rms()
    assert status(tmp_path) == {KEY: 1}


def test_a_bag_that_was_tampered_with_is_rejected(tmp_path, outbox, send, rms):
    send()
    [bag] = outbox.outbox.iterdir()
    (bag / "data" / "report.xml").write_bytes(b"<other/>")
    rms()
    assert outbox.find(KEY).is_rejected


def test_what_is_no_bag_is_rejected_and_out_of_the_way(tmp_path, outbox, rms):
    (outbox.outbox / "stray.txt").write_text("hello")
    rms()
    assert statuses(outbox) == ["REJECTED"]
    assert not list(outbox.outbox.iterdir())


def process(root):
    return subprocess.Popen([sys.executable, "-m", "integrations.records.mock_rms", "--root", str(root)])


def until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_process_crashes_after_accepting_and_the_next_one_makes_it_good(tmp_path, outbox, send):
    set_faults(tmp_path, {"crash_after_accept": 1})
    send()
    assert process(tmp_path).wait(timeout=20) == 1
    assert outbox.find(KEY) is None
    second = process(tmp_path)
    until(lambda: outbox.find(KEY))
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=3) == 0
    assert outbox.find(KEY).status == "DUPLICATE"
    assert status(tmp_path) == {KEY: 1}
