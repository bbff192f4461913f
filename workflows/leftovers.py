"""Leftovers: files without a row, of work that was cut off in between and of drafts that are deleted.

They hold what people wrote, so they do not stay. A file is written before its row: only old ones are left over.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from integrations.files import remove_unfinished
from workflows.attachments import private
from workflows.models import Attachment, Document
from workflows.partial_uploads import FOLDER, known_folders

_ID = re.compile(r"[0-9a-f]{32}")


def delete_leftovers(before: datetime) -> int:
    """Delete the files written before a moment that no row names; return how many."""
    strays = [*_stray_documents(), *_stray_attachments(), *_stray_pieces()]
    old = [path for path in strays if private().get_modified_time(path) < before]
    for path in old:
        private().delete(path)
    root = Path(settings.PRIVATE_ROOT)
    unfinished = (root / "transfers", Path(settings.RECORDS_FOLDER) / "outbox")
    return len(old) + sum(remove_unfinished(folder, before) for folder in unfinished)


def _stray_documents() -> Iterator[str]:
    for folder in _folders("documents"):
        files = set(_files(folder))
        yield from files - set(Document.objects.filter(path__in=files).values_list("path", flat=True))


def _stray_attachments() -> Iterator[str]:
    for folder in _folders("attachments"):
        names = {path.rpartition("/")[2]: path for path in _folders(folder)}
        ids = [name for name in names if _ID.fullmatch(name)]
        known = {pk.hex for pk in Attachment.objects.filter(pk__in=ids).values_list("pk", flat=True)}
        for name in set(ids) - known:
            yield from _files(names[name])


def _stray_pieces() -> Iterator[str]:
    folders = {path.rpartition("/")[2]: path for path in _folders(FOLDER)}
    for name in set(folders) - known_folders():
        yield from _files(folders[name])


def _folders(folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in _listed(folder)[0]]


def _files(folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in _listed(folder)[1]]


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return private().listdir(folder)
    except FileNotFoundError:
        return [], []
