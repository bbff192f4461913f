"""Files that strangers send: what they are is told by their content, never by their name.

Photos (JPEG, PNG, HEIC, WebP) and PDF pass; all else is refused. Of a photo, people are shown a copy made anew
from its pixels; a PDF is not previewed, and must open without a password and do nothing by itself.
"""

import hashlib
from dataclasses import dataclass

import filetype
from django.conf import settings
from django.utils.translation import gettext as _

from integrations.scanning.pictures import Copies, NotMade, decoder

PDF = "application/pdf"
IMAGES = frozenset({"image/jpeg", "image/png", "image/heic", "image/heif", "image/webp"})
MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 120_000_000
HEAD = 1024
# What a browser or another program might take a file for: at its beginning, where such things are looked for.
FOREIGN = (b"<svg", b"<!doctype", b"<html", b"<script", b"<?php", b"<body", b"<iframe")
ZIP_END, ZIP_ENTRY = b"PK\x05\x06", b"PK\x01\x02"
ZIP_END_WITHIN = 66_000
# Archives that their programs find anywhere in a file. Motion photos carry a film behind the picture, and pass.
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")


class Refused(Exception):
    """A file that is not taken. `code` is for programs, `message` for the person who sent it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file is, by its content."""

    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Examined(Checked):
    """The same, with what may be shown of it: a copy and a thumbnail (JPEG or PNG), none of a PDF."""

    copy: bytes | None
    thumbnail: bytes | None


def check(data: bytes) -> Checked:
    """Say what a file is without decoding it, in well under a millisecond for a photo; raises `Refused`."""
    if not data:
        raise Refused("empty", _("This file is empty. Choose another file."))
    most = getattr(settings, "UPLOAD_MAX_BYTES", MOST_BYTES)
    if len(data) > most:
        megabytes = most // (1024 * 1024)
        raise Refused(
            "too_large",
            _("This file is larger than %(most)d MB. Choose a smaller file.") % {"most": megabytes},
        )
    media_type = filetype.guess_mime(data[:8192])
    if media_type not in IMAGES | {PDF} or _is_more_than_one_thing(data, media_type):
        raise Refused(
            "type", _("This file is not a photo or a PDF. Choose a JPEG, PNG, HEIC, WebP or PDF file.")
        )
    return Checked(media_type, hashlib.sha256(data).hexdigest(), len(data))


def examine(data: bytes, name: str = "") -> Examined:
    """Check a file and make what may be shown of it; raises `Refused`. The name is not believed, nor kept."""
    checked = check(data)
    if checked.media_type == PDF:
        look_into(data)
    copies = picture_copies(data) if checked.media_type in IMAGES else None
    return Examined(
        checked.media_type,
        checked.sha256,
        checked.size,
        copies.copy if copies else None,
        copies.thumbnail if copies else None,
    )


def picture_copies(data: bytes) -> Copies:
    """The copies of a photo that `check` let pass; raises `Refused` when it cannot be opened or is too large."""
    try:
        return decoder.copies(data, getattr(settings, "UPLOAD_MAX_PIXELS", MOST_PIXELS))
    except NotMade as error:
        if str(error) == "too_many_pixels":
            raise Refused(
                "too_many_pixels", _("This photo has too many pixels. Choose a smaller one.")
            ) from error
        raise Refused(
            "damaged", _("This photo cannot be opened. It may be damaged. Choose another file.")
        ) from error


def look_into(data: bytes) -> None:
    """Read a PDF that `check` let pass; raises `Refused` when nobody could open it, or it is more than a document."""
    try:
        decoder.look_into(data)
    except NotMade as error:
        sentences = {
            "active": _(
                "This PDF holds a program, other files or a form that runs by itself. Print it to a new PDF, "
                "then add that one."
            ),
            "password": _("This PDF opens only with a password. Save it without one, then add it again."),
            "too_large": _(
                "This PDF is too large once it is unpacked. Print it to a new PDF, then add that one."
            ),
        }
        code = str(error)
        if code in sentences:
            raise Refused(code, sentences[code]) from error
        damaged = _("This PDF cannot be opened. It may be damaged. Choose another file.")
        raise Refused("damaged", damaged) from error


def _is_more_than_one_thing(data: bytes, media_type: str) -> bool:
    """Whether another program would take the file for a web page, an archive or another document."""
    head = data[:HEAD]
    if (media_type == PDF) != head.startswith(b"%PDF-") or (media_type != PDF and b"%PDF-" in head):
        return True
    lowered = head.lower()
    return any(sign in lowered for sign in FOREIGN) or _has_archive(data)


def _has_archive(data: bytes) -> bool:
    """Whether an archive is in the file; four bytes alone come by chance in one photo of many thousands."""
    end = data.rfind(ZIP_END, max(0, len(data) - ZIP_END_WITHIN))
    if end >= 0 and (ZIP_ENTRY in data or data[end + 4 : end + 22] == bytes(18)):
        return True
    return any(sign in data for sign in ARCHIVES)
