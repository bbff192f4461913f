"""Files that strangers send: told by their content, shown only as copies made anew."""

import io
import os
import signal
import struct
import zlib

import pikepdf
import pillow_heif
import pytest
from PIL import Image, ImageCms

from integrations.scanning import files
from integrations.scanning.files import Refused, check, examine
from integrations.scanning.pictures import NotMade, decoder

PLACE = "Winnipeg, 49.889 N"


def picture(kind="JPEG", size=(64, 48), mode="RGB", colour=(200, 30, 30), **options):
    pillow_heif.register_heif_opener()
    target = io.BytesIO()
    Image.new(mode, size, colour).save(target, kind, **options)
    return target.getvalue()


def document():
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target)
    return target.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content))


def refusal(data):
    with pytest.raises(Refused) as refused:
        examine(data, "photo.jpg")
    assert refused.value.message.endswith(".")
    return refused.value.code


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("HEIF", "image/heic")],
)
def test_a_photo_gets_a_copy_and_a_thumbnail(kind, media_type):
    examined = examine(picture(kind), "anything.exe")
    assert examined.media_type == media_type
    assert opened(examined.copy).format == opened(examined.thumbnail).format == "JPEG"


def test_the_copy_is_upright_and_says_nothing_of_where_and_when():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x9286] = 6, PLACE, PLACE
    examined = examine(picture(exif=exif, comment=PLACE), "photo.jpg")
    copy = opened(examined.copy)
    assert copy.size == (48, 64)
    assert not copy.getexif()
    assert PLACE.encode() not in examined.copy + examined.thumbnail


def test_the_copy_has_the_colours_that_the_photo_is_meant_to_have():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Of another device: what it calls red is what a screen calls green.
    swapped = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    copy = opened(examine(picture("PNG", colour=(255, 0, 0), icc_profile=swapped)).copy)
    assert "icc_profile" not in copy.info
    red, green, blue = copy.getpixel((5, 5))
    assert (green > 240, red < 15, blue < 15) == (True, True, True)


def test_a_profile_that_nobody_can_read_keeps_no_photo_out():
    copy = opened(examine(picture("PNG", colour=(255, 0, 0), icc_profile=b"no profile")).copy)
    assert copy.getpixel((5, 5))[0] > 240


def test_copies_have_a_size_for_screens():
    examined = examine(picture(size=(3000, 1500)), "photo.jpg")
    assert opened(examined.copy).size == (2000, 1000)
    assert opened(examined.thumbnail).size == (400, 200)


def test_what_shines_through_stays_so():
    examined = examine(picture("PNG", mode="RGBA", colour=(1, 2, 3, 4)), "logo.png")
    assert opened(examined.copy).mode == "RGBA"


def test_a_pdf_is_taken_and_not_previewed():
    examined = examine(document(), "paper.pdf")
    assert (examined.media_type, examined.copy, examined.thumbnail) == ("application/pdf", None, None)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"GIF89a" + b"\0" * 20,
        b"PK\x03\x04 an archive",
        b"MZ a program",
        b"plain words",
        b" %PDF-1.7 not at the start",
        b"%PDF-1.7 <script>alert(1)</script>",
        b"%PDF-1.7 and an archive PK\x05\x06" + b"\0" * 18,
        picture() + b"PK\x05\x06" + b"\0" * 18,
        picture(comment=b"<html><script>alert(1)</script>"),
        picture(comment=b"%PDF-1.4"),
    ],
)
def test_anything_else_is_refused(data):
    assert refusal(data) == "type"


def test_an_empty_file_is_refused():
    assert refusal(b"") == "empty"


def test_a_file_that_is_too_large_is_refused(settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    assert refusal(picture() + b"\0" * 1024 * 1024) == "too_large"


def test_a_photo_with_too_many_pixels_is_refused(settings):
    settings.UPLOAD_MAX_PIXELS = 1000
    assert refusal(picture("PNG")) == "too_many_pixels"


def bomb_png(side):
    """A small file that says it is a picture of side by side pixels, and would be one."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(100_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def huge_jpeg():
    """A photo whose header says 65,500 by 65,500."""
    data = bytearray(picture())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65500, 65500)
    return bytes(data)


@pytest.mark.parametrize("data", [bomb_png(60_000), bomb_png(2_000_000_000), huge_jpeg()])
def test_a_bomb_is_refused_before_it_is_unpacked(data):
    assert refusal(data) in {"too_many_pixels", "damaged"}
    assert examine(picture()).copy


def test_a_text_that_unpacks_to_far_more_harms_nobody():
    data = bytearray(picture("PNG"))
    text = b"Comment\0\0" + zlib.compress(bytes(16 * 1024 * 1024), 9)
    chunk = b"zTXt" + text
    data[33:33] = struct.pack(">I", len(text)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    assert refusal(bytes(data)) == "damaged"
    assert examine(picture()).copy


@pytest.mark.parametrize(
    "data", [picture()[:200], picture("PNG")[:60], picture("HEIF")[:100], picture("HEIF")[:-40]]
)
def test_a_damaged_photo_is_refused(data):
    assert refusal(data) == "damaged"


def test_checking_alone_decodes_nothing(monkeypatch):
    monkeypatch.setattr(files, "decoder", None)
    assert check(picture()).size == len(picture())


def test_a_decoder_that_died_is_replaced():
    examine(picture(), "photo.jpg")
    os.kill(decoder._helper.pid, signal.SIGKILL)
    decoder._helper.wait()
    assert examine(picture(), "photo.jpg").copy


def test_a_helper_without_an_answer_is_no_copy(monkeypatch):
    monkeypatch.setattr(decoder, "_pass_on", lambda channel: None)
    with pytest.raises(NotMade):
        decoder.copies(picture(), 1000)
