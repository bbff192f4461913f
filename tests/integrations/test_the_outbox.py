"""The folder outbox: sent once whatever is repeated, and no receipt is lost or met for ever."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from integrations.outcomes import TryAgain
from integrations.records.adapters import Sent
from integrations.records.bag import bag_name, write_bag
from integrations.records.outbox import FolderOutbox
from integrations.records.receipts import Receipt, ReceiptError, receipt_json, receipt_xml
from tests.integrations.reports import FILES, PDF, a_report

KEY = a_report().key
ACCEPTED = Receipt(
    KEY, "m-1", "ACCEPTED", datetime(2026, 11, 18, 15, 32, tzinfo=UTC), "W26-000001", "ab" * 32
)
REJECTED = replace(
    ACCEPTED, status="REJECTED", errors=(ReceiptError("E1", "No.", "/x"), ReceiptError("E2", "No!"))
)


@pytest.fixture
def bag(tmp_path):
    return write_bag(tmp_path / "bags", a_report(), pdf=PDF, files=FILES)


@pytest.fixture
def outbox(tmp_path):
    (tmp_path / "receipts").mkdir()
    return FolderOutbox(tmp_path)


def test_sending_lays_one_bag_into_the_outbox_however_often(outbox, bag):
    assert outbox.send(bag, KEY) == outbox.send(bag, KEY) == Sent(KEY)
    assert [path.name for path in outbox.outbox.iterdir()] == [bag_name(KEY)]


def test_sending_what_has_its_receipt_gives_the_receipt(outbox, bag):
    (outbox.receipts / "1.xml").write_bytes(receipt_xml(ACCEPTED))
    assert outbox.send(bag, KEY).is_recorded
    assert not outbox.outbox.exists()


@pytest.mark.parametrize("write", [receipt_xml, receipt_json])
@pytest.mark.parametrize("told", [ACCEPTED, REJECTED, replace(ACCEPTED, status="PENDING", content_sha256="")])
def test_a_receipt_is_read_as_it_was_written(outbox, write, told):
    (outbox.receipts / f"1.{write.__name__[-4:].strip('_')}").write_bytes(write(told))
    [read] = outbox.collect()
    assert replace(read, source=None) == told


def test_a_receipt_comes_again_until_it_is_settled_and_can_be_found_ever_after(outbox):
    (outbox.receipts / "1.xml").write_bytes(receipt_xml(ACCEPTED))
    list(outbox.collect())
    [receipt] = outbox.collect()
    outbox.settle(receipt)
    assert list(outbox.collect()) == []
    assert outbox.find(KEY).is_recorded


def test_settling_twice_is_harmless(outbox):
    (outbox.receipts / "1.xml").write_bytes(receipt_xml(ACCEPTED))
    [receipt] = outbox.collect()
    outbox.settle(receipt)
    outbox.settle(receipt)
    assert outbox.find(KEY).is_recorded


def test_a_second_receipt_of_a_key_is_settled_with_the_first(outbox):
    for name in ("1.xml", "2.xml"):
        (outbox.receipts / name).write_bytes(receipt_xml(ACCEPTED))
    outbox.settle(next(outbox.collect()))
    assert list(outbox.collect()) == []


def test_after_a_rejection_sending_asks_anew(outbox, bag):
    (outbox.receipts / "1.xml").write_bytes(receipt_xml(REJECTED))
    outbox.settle(outbox.find(KEY))
    assert outbox.find(KEY).is_rejected
    assert outbox.send(bag, KEY) == Sent(KEY)
    assert outbox.find(KEY) is None
    assert list(outbox.taken.rglob("1.xml"))


def test_a_receipt_in_another_encoding_is_found(outbox):
    text = receipt_xml(ACCEPTED).decode().replace("UTF-8", "UTF-16")
    (outbox.receipts / "1.xml").write_bytes(text.encode("utf-16"))
    assert outbox.find(KEY).is_recorded


def test_a_final_receipt_goes_before_a_pending_one(outbox):
    (outbox.receipts / "1.xml").write_bytes(receipt_xml(replace(ACCEPTED, status="PENDING")))
    (outbox.receipts / "2.xml").write_bytes(receipt_xml(ACCEPTED))
    assert outbox.find(KEY).status == "ACCEPTED"


def test_nothing_is_found_for_a_key_without_receipt(outbox):
    assert outbox.find("another") is None


@pytest.mark.parametrize("content", [b"", b"<a", b"{", receipt_xml(ACCEPTED)[:400], b"{}", b" " * (2 << 20)])
def test_what_is_no_receipt_is_put_aside_with_the_reason_and_met_once(outbox, content):
    (outbox.receipts / "odd.xml").write_bytes(content)
    assert list(outbox.collect()) == []
    assert (outbox.refused / "odd.xml").read_bytes() == content
    assert (outbox.refused / "odd.xml.reason.txt").read_text().strip()


def test_one_bad_receipt_does_not_hide_the_good_one(outbox):
    (outbox.receipts / "1.xml").write_bytes(b"no")
    (outbox.receipts / "2.xml").write_bytes(receipt_xml(ACCEPTED))
    assert [receipt.key for receipt in outbox.collect()] == [KEY]


def test_files_of_one_name_are_both_kept(outbox):
    for _ in range(2):
        (outbox.receipts / "odd.xml").write_bytes(b"no")
        list(outbox.collect())
    assert len(list(outbox.refused.glob("*.xml"))) == 2


def test_a_receipt_still_being_written_is_left_alone(outbox):
    (outbox.receipts / ".1.xml").write_bytes(b"<half")
    (outbox.receipts / "1.xml.part").write_bytes(b"<half")
    assert list(outbox.collect()) == []
    assert not outbox.refused.exists()


def test_a_receipt_that_cannot_be_true_is_put_aside(outbox):
    (outbox.receipts / "1.xml").write_bytes(receipt_xml(ACCEPTED))
    [receipt] = outbox.collect()
    outbox.refuse(receipt, "no such key was sent")
    assert (outbox.refused / "1.xml.reason.txt").read_text() == "no such key was sent\n"


def test_an_outbox_that_cannot_be_written_is_tried_again(outbox, bag):
    outbox.outbox.write_text("a file where the folder should be")
    with pytest.raises(TryAgain):
        outbox.send(bag, KEY)
