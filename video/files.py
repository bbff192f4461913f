"""Bytes of calls in the private storage: written whole before their row, read back through a permission check."""

import hashlib

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from video.errors import WrongHash
from workflows.attachments import private
from workflows.definition import Problem
from workflows.errors import Invalid


def sha256_of(data: bytes) -> str:
    """Return the hash of bytes, in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def check_hash(data: bytes, told: str) -> str:
    """Return the hash of what came in; `WrongHash` when the sender's differs."""
    found = sha256_of(data)
    if told.strip().lower() != found:
        raise WrongHash(sha256=found)
    return found


def write(path: str, data: bytes) -> str:
    """Keep bytes and return where they are."""
    return str(private().save(path, ContentFile(data)))


def read(path: str) -> bytes:
    """Return kept bytes."""
    with private().open(path) as stored:
        return bytes(stored.read())


def is_there(path: str) -> bool:
    """Whether the bytes are there."""
    return bool(private().exists(path))


def destroy(path: str) -> None:
    """Delete kept bytes."""
    private().delete(path)


def check_size(data: bytes, most: int) -> None:
    """Refuse nothing, and too much."""
    if not data:
        raise Invalid([Problem("/file", "required", _("The file is empty."))])
    if len(data) > most:
        raise Invalid([Problem("/file", "too_large", _("This is larger than what is taken here."))])
