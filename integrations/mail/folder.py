"""Mail into a folder, for the demonstration and tests: every message is a file that /demo/ can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from integrations.files import write_whole


class FolderBackend(BaseEmailBackend):
    """A mail backend that writes to settings.MAIL_FOLDER. The same Message-ID is the same file, so once is once."""

    # Handing a message over twice is harmless: a sending that was cut off may be repeated.
    idempotent = True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message and say how many."""
        for message in email_messages:
            built = message.message()
            name = sha256(str(built["Message-ID"]).encode()).hexdigest()[:32]
            write_whole(Path(settings.MAIL_FOLDER) / f"{name}.eml", built.as_bytes())
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A message as /demo/ shows it; attachments are (file name, media type, content)."""

    id: str
    subject: str
    to: str
    sender: str
    at: datetime | None
    language: str
    text: str
    html: str
    attachments: tuple[tuple[str, str, bytes], ...]


def read_folder(folder: Path | None = None, *, most: int = 200) -> list[StoredMail]:
    """The newest messages of the folder, newest first."""
    folder = Path(folder or settings.MAIL_FOLDER)
    if not folder.is_dir():
        return []
    files = [(path.stat().st_mtime_ns, path) for path in folder.glob("[!.]*.eml")]
    return [_read(path) for _, path in sorted(files, reverse=True)[:most]]


def _read(path: Path) -> StoredMail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return StoredMail(
        id=path.stem,
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        at=_sent_at(str(message["Date"] or "")),
        language=str(message["Content-Language"] or ""),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        attachments=tuple(
            (part.get_filename() or "", part.get_content_type(), bytes(part.get_payload(decode=True) or b""))
            for part in message.iter_attachments()
        ),
    )


def _sent_at(date: str) -> datetime | None:
    """The time of a message; one that names no zone ("-0000") is in UTC."""
    if not date:
        return None
    at = parsedate_to_datetime(date)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _body(message: ParsedMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""
