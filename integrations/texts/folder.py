"""Text messages into a folder, for the demonstration and tests: every message is a file that /demo/ can show."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from integrations.files import write_whole
from integrations.texts.send import OutgoingText


class FolderTexts:
    """A backend that writes to settings.TEXTS_FOLDER. The same key is the same file, so once is once."""

    idempotent = True

    def send(self, message: OutgoingText) -> None:
        """Write the message."""
        name = sha256(message.key.encode()).hexdigest()[:32]
        kept = {"to": message.to, "text": message.text, "language": message.language}
        content = json.dumps(kept, ensure_ascii=False).encode()
        write_whole(Path(settings.TEXTS_FOLDER) / f"{name}.json", content)


@dataclass(frozen=True, slots=True)
class StoredText:
    """A message as /demo/ shows it."""

    id: str
    to: str
    text: str
    language: str
    at: datetime


def read_texts(folder: Path | None = None, *, most: int = 50) -> list[StoredText]:
    """The newest messages of the folder, newest first."""
    folder = Path(folder or settings.TEXTS_FOLDER)
    if not folder.is_dir():
        return []
    files = [(path.stat().st_mtime_ns, path) for path in folder.glob("[!.]*.json")]
    return [_read(path, written) for written, path in sorted(files, reverse=True)[:most]]


def _read(path: Path, written: int) -> StoredText:
    kept = json.loads(path.read_bytes())
    at = datetime.fromtimestamp(written / 1e9, tz=UTC)
    return StoredText(path.stem, kept["to"], kept["text"], kept["language"], at)
