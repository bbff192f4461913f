"""Files that somebody sends to break something, and what is said of each."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
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


def paper(*, password: str = "", **root: Any) -> bytes:
    """A PDF of one empty page, with what is given in its root."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for key, value in root.items():
            pdf.Root[f"/{key}"] = value
        pdf.save(target, encryption=pikepdf.Encryption(owner="owner", user=password) if password else False)
    return target.getvalue()


def read_only() -> bytes:
    """A PDF that anybody can open, and only its owner may change."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target, encryption=pikepdf.Encryption(owner="owner", user=""))
    return target.getvalue()


def paper_with_a_file() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["evil.exe"] = b"MZ"
        pdf.save(target)
    return target.getvalue()


def paper_bomb(*, times: int) -> bytes:
    """A PDF whose only page unpacks to a gigabyte of nothing, packed once or twice."""
    packer, target = zlib.compressobj(9), io.BytesIO()
    head, piece = (packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = head + piece * 1023
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        content = pdf.make_stream(zlib.compress(packed, 9) if times == 2 else packed)
        content.Filter = pikepdf.Array([pikepdf.Name.FlateDecode] * times)
        pdf.pages[0].Contents = content
        pdf.save(target, compress_streams=False)
    return target.getvalue()


RUNS = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
STARTS = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
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
    "an archive of another sort behind a photo": (picture() + b"Rar!\x1a\x07\x00" + bytes(50), "type"),
    "one more sort": (picture() + b"7z\xbc\xaf\x27\x1c" + bytes(50), "type"),
    "a paper with a program": (paper(OpenAction=RUNS), "active"),
    "a paper that starts a program": (paper(OpenAction=STARTS), "active"),
    "a paper with a file in it": (paper_with_a_file(), "active"),
    "a paper with a password": (paper(password="secret"), "password"),
    "a paper bomb": (paper_bomb(times=1), "too_large"),
    "a paper bomb packed twice": (paper_bomb(times=2), "too_large"),
    "a paper cut off": (paper()[:200], "damaged"),
    "the first line of a paper": (b"%PDF-1.7\n", "damaged"),
    "a paper of brackets": (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/X " + b"[" * 100_000 + b"]" * 100_000 + b">>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF",
        "damaged",
    ),
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
