"""A records system for the demonstration: a process of its own that takes bags and gives receipts.

`python -m integrations.records.mock_rms --root DIR` watches DIR/outbox and writes DIR/receipts; what
it recorded is in DIR/rms.sqlite3, one row per idempotency key, and DIR/store. Faults are switched
by DIR/faults.json, such as {"down": true, "slow": 2.5, "lose_receipt": 1}: true is "always", a whole
number is "the next n times".
"""

import argparse
import json
import os
import shutil
import signal
import sqlite3
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import uuid4

import bagit
from lxml import etree

from integrations.files import write_whole
from integrations.records.niem import NAMESPACES
from integrations.records.receipts import (
    ACCEPTED,
    DUPLICATE,
    REJECTED,
    Receipt,
    ReceiptError,
    receipt_xml,
)
from integrations.records.validation import parse_xml, validate_json, validate_xml

FAULTS = (
    "down",
    "slow",
    "lose_receipt",
    "duplicate_receipt",
    "reject",
    "malformed_receipt",
    "crash_after_accept",
)
POLL_SECONDS = 0.5
TABLE = """CREATE TABLE IF NOT EXISTS record (
    key TEXT PRIMARY KEY, message_id TEXT NOT NULL, number TEXT NOT NULL,
    sha256 TEXT NOT NULL, bag TEXT NOT NULL, recorded_at TEXT NOT NULL)"""


class MockRms:
    """The records system over one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.outbox = root / "outbox"
        self.receipts = root / "receipts"
        self.store = root / "store"
        for folder in (self.outbox, self.receipts, self.store):
            folder.mkdir(parents=True, exist_ok=True)
        with self._database() as database:
            database.execute(TABLE)

    def take_all(self, stop: threading.Event) -> None:
        """Take every bag that lies in the outbox, unless a fault says otherwise."""
        if self._fault("down"):
            return
        for bag in sorted(path for path in self.outbox.iterdir() if not path.name.startswith(".")):
            if stop.wait(self._fault("slow")) or self._fault("down"):
                return
            self._take(bag)

    def _take(self, bag: Path) -> None:
        """Record, then receipt, then put away: killed in between, the same bag comes again and is a duplicate."""
        receipt = self._judge(bag)
        if receipt.is_recorded and self._fault("crash_after_accept"):
            sys.stderr.write("mock_rms: crash on purpose after recording\n")
            os._exit(1)
        if not (receipt.is_recorded and self._fault("lose_receipt")):
            self._answer(bag.name, receipt)
        self._put_away(bag)

    def _judge(self, bag: Path) -> Receipt:
        key = _external_identifier(bag)
        now = datetime.now(UTC)
        problems = _problems(bag)
        if problems:
            errors = tuple(ReceiptError("NOT_VALID", problem) for problem in problems)
            return Receipt(key or bag.name, "unknown", REJECTED, now, errors=errors)
        message = _identified(bag / "data" / "report.xml")
        if self._fault("reject"):
            refused = (ReceiptError("REFUSED", "Refused on purpose by the demonstration."),)
            return replace(message, status=REJECTED, at=now, errors=refused)
        return self._record(replace(message, at=now), bag.name)

    def _record(self, message: Receipt, bag: str) -> Receipt:
        """Exactly one row per key; a second message of that key changes nothing and is told what there is."""
        row = (
            message.key,
            message.message_id,
            message.permanent_number,
            message.content_sha256,
            bag,
            message.at.isoformat(),
        )
        with self._database() as database:
            added = database.execute("INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?, ?)", row).rowcount
            number, digest = database.execute(
                "SELECT number, sha256 FROM record WHERE key = ?", (message.key,)
            ).fetchone()
        status = ACCEPTED if added else DUPLICATE
        return replace(message, status=status, permanent_number=number, content_sha256=digest)

    def _answer(self, name: str, receipt: Receipt) -> None:
        content = receipt_xml(receipt)
        if self._fault("malformed_receipt"):
            content = content[: len(content) // 2]
        for _ in range(2 if self._fault("duplicate_receipt") else 1):
            write_whole(self.receipts / f"{name}.{uuid4().hex[:8]}.xml", content)

    def _put_away(self, bag: Path) -> None:
        kept = self.store / bag.name
        if kept.exists():
            kept = self.store / f"{bag.name}.{uuid4().hex[:8]}"
        shutil.move(bag, kept)

    def _fault(self, name: str) -> float:
        """How strong a fault is now, 0 for not at all; one with a count is used up by asking."""
        faults = read_faults(self.root)
        value = faults.get(name, 0)
        if value is True:
            return 1
        if isinstance(value, int) and value > 0 and name not in {"slow", "down"}:
            set_faults(self.root, {**faults, name: value - 1})
        return max(float(value), 0)

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.root / "rms.sqlite3", timeout=10)) as database, database:
            yield database


def read_faults(root: Path) -> dict[str, Any]:
    """The faults that are switched on; a file that cannot be read switches none."""
    try:
        told = json.loads((root / "faults.json").read_text())
    except (OSError, ValueError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {name: told[name] for name in FAULTS if isinstance(told.get(name), (bool, int, float))}


def set_faults(root: Path, faults: Mapping[str, Any]) -> None:
    """Switch faults: those that are not named are off."""
    write_whole(root / "faults.json", json.dumps(dict(faults)).encode())


def status(root: Path) -> dict[str, int]:
    """How many reports the mock holds per idempotency key: 1 for each, never more."""
    path = root / "rms.sqlite3"
    if not path.exists():
        return {}
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as database:
        return dict(database.execute("SELECT key, count(*) FROM record GROUP BY key ORDER BY key"))


def _problems(folder: Path) -> list[str]:
    """What is wrong with a bag, in sentences without content."""
    try:
        bagit.Bag(str(folder)).validate()
        xml = (folder / "data" / "report.xml").read_bytes()
        json_message = (folder / "data" / "report.json").read_bytes()
    except (bagit.BagError, OSError, ValueError) as error:
        return [f"the bag is not complete: {type(error).__name__}"]
    return validate_xml(xml) + validate_json(json_message)


def _external_identifier(folder: Path) -> str:
    try:
        lines = (folder / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    name = "External-Identifier: "
    return next((line.removeprefix(name) for line in lines if line.startswith(name)), "")


def _identified(report: Path) -> Receipt:
    """The message's own identifications, as the beginning of its receipt."""
    content = report.read_bytes()
    root = parse_xml(content).getroot()
    return Receipt(
        key=_text(root, "ocr:MessageHeader/ocr:IdempotencyKeyID"),
        message_id=_text(root, "ocr:MessageHeader/ocr:MessageIdentification/nc:IdentificationID"),
        status=ACCEPTED,
        at=datetime.now(UTC),
        permanent_number=_text(root, "ocr:PermanentFileIdentification/nc:IdentificationID"),
        content_sha256=sha256(content).hexdigest(),
    )


def _text(root: etree._Element, path: str) -> str:
    return root.findtext(path, default="", namespaces=NAMESPACES)


def main(arguments: list[str] | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(description="The demonstration's records system.")
    parser.add_argument("--root", type=Path, required=True)
    rms, stop = MockRms(parser.parse_args(arguments).root), threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not stop.is_set():
        rms.take_all(stop)
        stop.wait(POLL_SECONDS)


if __name__ == "__main__":
    main()
