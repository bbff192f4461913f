"""Files that somebody sends to break something, and what is said of each."""

import io
import struct
import zipfile
import zlib

from PIL import Image


def picture(kind: str = "JPEG", size: tuple[int, int] = (32, 24), **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (30, 120, 60)).save(target, kind, **options)
    return target.getvalue()


def pixel_bomb() -> bytes:
    """A PNG of 50,000 by 50,000 black pixels in some kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(50_000)))
        + chunk(b"IEND", b"")
    )


def archive(inside: bytes = bytes(100_000)) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../evil.html", inside)
    return target.getvalue()


SCRIPT = b"<script>alert(document.cookie)</script>"
FILES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "a pixel bomb": (pixel_bomb(), "too_many_pixels"),
    "an archive": (archive(), "type"),
    "an archive behind a photo": (picture() + archive(), "type"),
    "a page within a photo": (picture(comment=b"<html>" + SCRIPT), "type"),
    "a PDF within a photo": (picture(comment=b"%PDF-1.7"), "type"),
    "a page within a PDF": (b"%PDF-1.7\n" + SCRIPT, "type"),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", "type"),
    "a drawing with an XML head": (b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "type"),
    "a page": (b"<!doctype html>" + SCRIPT, "type"),
    "a moving picture": (picture("GIF"), "type"),
    "a bitmap": (picture("BMP"), "type"),
    "a program": (b"MZ\x90\x00" + bytes(60), "type"),
    "a photo cut off": (picture(size=(300, 200))[:400], "damaged"),
    "a picture cut off": (picture("PNG", (300, 200))[:60], "damaged"),
    "a head without a body": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "damaged"),
}
NAMES = [
    "../../etc/passwd",
    "a\x00b.jpg",
    "\u202egpj.exe",
    "x" * 400 + ".jpg",
    '"><img src=x>.jpg',
    "CON",
    "",
]


def photo_of_a_place() -> bytes:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "Winnipeg"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (49.0, 53.0, 42.0)
    return picture(exif=exif, comment=b"49.8951 N")
