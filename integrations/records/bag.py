"""The transfer package: a BagIt bag (RFC 8493) of message, official copy and attachments.

    <name>/bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt
    <name>/data/report.xml, report.json, answers.json, <file number>.pdf, attachments/<id>.<kind>

The same record and files make the same bytes. A bag is there whole or not at all.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from integrations.files import sync_folder
from integrations.records.message import Attachment, ReportRecord
from integrations.records.niem import to_json, to_xml
from integrations.records.tree import attachment_path, official_path
from integrations.records.validation import NotValid, validate_json, validate_xml

# A file's bytes, or what opens it, so that a large one need not be held in memory.
Content = bytes | Callable[[], IO[bytes]]
CHUNK = 1 << 20


class Changed(Exception):
    """A file is missing, or not what its report says it is: its SHA-256 differs."""


def bag_name(key: str) -> str:
    """The name of a key's bag: safe for any file system, different for different keys."""
    readable = re.sub(r"[^A-Za-z0-9._-]+", "-", key).strip(".-")[:60]
    return f"{readable}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def check_message(record: ReportRecord) -> tuple[bytes, bytes]:
    """The message as (XML, JSON), both valid; raises `NotValid` otherwise."""
    xml, json = to_xml(record), to_json(record)
    problems = validate_xml(xml) + validate_json(json)
    if problems:
        raise NotValid(problems)
    return xml, json


def write_bag(folder: Path, record: ReportRecord, *, pdf: bytes | None, files: Mapping[str, Content]) -> Path:
    """Write the bag of a record below `folder` and give its path; one that is there already is replaced.

    `files` holds each attachment's content by its id. Raises `NotValid` or `Changed` before anything is seen.
    """
    xml, json = check_message(record)
    folder.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(dir=folder, prefix=".building-"))
    try:
        payload = {"data/report.xml": _put(building, "data/report.xml", xml)}
        payload["data/report.json"] = _put(building, "data/report.json", json)
        if record.full_answers:
            payload["data/answers.json"] = _put(building, "data/answers.json", record.full_answers.encode())
        payload |= _official(building, record, pdf)
        payload |= {f"data/{attachment_path(a)}": _attached(building, a, files) for a in record.attachments}
        _write_tags(building, record, payload)
        return _publish(building, folder / bag_name(record.key))
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _official(building: Path, record: ReportRecord, pdf: bytes | None) -> dict[str, str]:
    if pdf is None and not record.official_sha256:
        return {}
    path = f"data/{official_path(record)}"
    digest = _put(building, path, pdf or b"")
    if digest != record.official_sha256:
        raise Changed("the official copy")
    return {path: digest}


def _attached(building: Path, attachment: Attachment, files: Mapping[str, Content]) -> str:
    if attachment.id not in files:
        raise Changed(f"attachment {attachment.id} is missing")
    digest = _put(building, f"data/{attachment_path(attachment)}", files[attachment.id])
    if digest != attachment.sha256:
        raise Changed(f"attachment {attachment.id}")
    return digest


def _put(building: Path, name: str, content: Content) -> str:
    """Write one file durably and give its SHA-256."""
    path, digest = building / name, hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        if isinstance(content, bytes):
            target.write(content)
            digest.update(content)
        else:
            with content() as source:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
                    digest.update(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()


def _write_tags(building: Path, record: ReportRecord, payload: dict[str, str]) -> None:
    sizes = [(building / name).stat().st_size for name in payload]
    tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _info(record, f"{sum(sizes)}.{len(sizes)}"),
        "manifest-sha256.txt": _manifest(payload),
    }
    digests = {name: _put(building, name, text.encode()) for name, text in tags.items()}
    _put(building, "tagmanifest-sha256.txt", _manifest(digests).encode())


def _info(record: ReportRecord, oxum: str) -> str:
    one_line = {
        "Bagging-Date": record.sent_at.date().isoformat(),
        "External-Identifier": record.key,
        "Internal-Sender-Identifier": record.identification,
        "Payload-Oxum": oxum,
        "Source-Organization": record.sending_organization,
    }
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in one_line.items())


def _manifest(digests: dict[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def _publish(building: Path, final: Path) -> Path:
    """Give the finished bag its name; `mkdtemp` made it private, so open it to the group as others are."""
    for folder, _, _ in os.walk(building, topdown=False):
        sync_folder(Path(folder))
    building.chmod(0o750)
    if final.exists():
        old = Path(tempfile.mkdtemp(dir=final.parent, prefix=".old-"))
        final.rename(old / "bag")
        building.rename(final)
        shutil.rmtree(old)
    else:
        building.rename(final)
    sync_folder(final.parent)
    return final
