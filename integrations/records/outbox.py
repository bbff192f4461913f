"""The folder outbox: bags are laid into one folder, receipts are found in another. Needs no set-up.

    <root>/outbox/<bag>          we put, the records system takes
    <root>/receipts/<file>       it puts (NIEM TransferAcknowledgement, XML or JSON), we read
    <root>/receipts/taken/       read and acted on
    <root>/receipts/refused/     not a receipt, with a file beside it that says why

Each step is one rename: whatever is killed, nothing is half there.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from integrations.files import sync_folder, write_whole
from integrations.outcomes import TryAgain
from integrations.records.adapters import Sent
from integrations.records.bag import bag_name
from integrations.records.receipts import PENDING, Malformed, Receipt, read_receipt

LARGEST_RECEIPT = 1 << 20
PLAIN = re.compile(r"[A-Za-z0-9.:_-]+")


class FolderOutbox:
    """A `RecordsSystem` that is a folder."""

    def __init__(self, root: Path) -> None:
        self.outbox = root / "outbox"
        self.receipts = root / "receipts"
        self.taken = self.receipts / "taken"
        self.refused = self.receipts / "refused"

    def send(self, bag: Path, key: str) -> Sent | Receipt:
        """Lay a copy of the bag into the outbox, unless it lies there or the report is recorded.

        After a rejection this asks anew: the earlier answer is kept, but no longer found.
        """
        known = self.find(key)
        if known and known.is_recorded:
            return known
        final = self.outbox / bag_name(key)
        if not final.exists():
            if known and known.is_rejected:
                self._supersede(key)
            try:
                self._lay(bag, final)
            except OSError as error:
                raise TryAgain(f"the outbox cannot be written: {type(error).__name__}") from error
        return Sent(key)

    def find(self, key: str) -> Receipt | None:
        """The receipt of a key: one that says recorded before any other, one that says pending last."""
        return min(self._of(key), key=_rank, default=None)

    def collect(self) -> Iterator[Receipt]:
        """Every receipt that lies there; what is none is moved aside with the reason, and met once only."""
        for path in _files(self.receipts):
            if receipt := self._read(path):
                yield receipt

    def settle(self, receipt: Receipt) -> None:
        """Move the receipts of a key to those that were acted on, where `find` looks."""
        for each in (receipt, *self._of(receipt.key)):
            self._move(each.source, self.taken / bag_name(receipt.key))

    def refuse(self, receipt: Receipt, reason: str) -> None:
        """Move a receipt aside, with the reason."""
        if receipt.source:
            self._put_aside(receipt.source, reason)

    def _of(self, key: str) -> list[Receipt]:
        """What the system ever said of a key; only files that may be about it are read."""
        taken = self.taken / bag_name(key)
        paths = [path for path in _files(self.receipts) if _may_mention(path, key)]
        receipts = [self._read(path) for path in [*_files(taken), *paths]]
        return [receipt for receipt in receipts if receipt and receipt.key == key]

    def _read(self, path: Path) -> Receipt | None:
        try:
            return read_receipt(_small(path), path)
        except FileNotFoundError:
            return None  # another worker has taken it
        except Malformed as error:
            self._put_aside(path, str(error))
            return None

    def _supersede(self, key: str) -> None:
        taken = self.taken / bag_name(key)
        for receipt in self._of(key):
            self._move(receipt.source, taken / "earlier")

    def _lay(self, bag: Path, final: Path) -> None:
        self.outbox.mkdir(parents=True, exist_ok=True)
        copying = Path(tempfile.mkdtemp(dir=self.outbox, prefix=".part-"))
        try:
            shutil.copytree(bag, copying / "bag")
            (copying / "bag").rename(final)
            sync_folder(self.outbox)
        except OSError:
            if not final.exists():  # else another worker was faster, with the same bytes
                raise
        finally:
            shutil.rmtree(copying, ignore_errors=True)

    def _put_aside(self, path: Path, reason: str) -> None:
        moved = self._move(path, self.refused)
        if moved:
            write_whole(moved.with_name(f"{moved.name}.reason.txt"), f"{reason}\n".encode())

    def _move(self, path: Path | None, folder: Path) -> Path | None:
        """Move a file into a folder without ever replacing another; None when it is gone already."""
        if path is None or path.parent == folder:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        target, number = folder / path.name, 1
        while target.exists():
            target, number = folder / f"{path.stem}.{number}{path.suffix}", number + 1
        try:
            path.rename(target)
        except FileNotFoundError:
            return None
        sync_folder(folder)
        return target


def _files(folder: Path) -> list[Path]:
    """The finished files of a folder, oldest name first; hidden and partial ones are still being written."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix in {".xml", ".json"} and not path.name.startswith(".") and path.is_file()
    )


def _rank(receipt: Receipt) -> int:
    return 0 if receipt.is_recorded else 2 if receipt.status == PENDING else 1


def _may_mention(path: Path, key: str) -> bool:
    """Whether a file may be about a key: by its bytes, which is a thousand times quicker than by its schema."""
    try:
        content = path.read_bytes()[:LARGEST_RECEIPT]
    except FileNotFoundError:
        return False
    written_otherwise = any(sign in content for sign in (b"\x00", b"&", b"\\u"))
    return written_otherwise or not PLAIN.fullmatch(key) or key.encode() in content


def _small(path: Path) -> bytes:
    """The content of a receipt; nobody's receipt is larger than a megabyte."""
    if path.stat().st_size > LARGEST_RECEIPT:
        raise Malformed("too large for a receipt")
    return path.read_bytes()
