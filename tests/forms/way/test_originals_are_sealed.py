"""The original is kept as it came, sealed by its hash; what people see of it says nothing of where and when."""

import hashlib
import io
from typing import Any

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.forms.walking import PLACE, Camille
from workflows.attachments import read
from workflows.models import Attachment

SAID = b"Winnipeg 49.889 N"
XMP = b"<?xpacket?><x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SAID + b"</x:xmpmeta>"


def exif() -> Image.Exif:
    """A camera's notes: where, when, with what."""
    notes = Image.Exif()
    notes[0x010E] = notes[0x0131] = SAID.decode()
    notes.get_ifd(0x8825).update({1: "N", 2: (49.0, 53.0, 20.0), 3: "W", 4: (97.0, 8.0, 18.0)})
    return notes


def with_place(kind: str) -> bytes:
    pillow_heif.register_heif_opener()
    target = io.BytesIO()
    more: dict[str, Any] = {"exif": exif()}
    if kind == "PNG":
        more["pnginfo"] = PngInfo()
        more["pnginfo"].add_text("Comment", SAID.decode())
    elif kind in {"WEBP", "HEIF"}:
        more["xmp"] = XMP
    Image.new("RGB", (64, 48), "red").save(target, kind, **more)
    return target.getvalue()


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("HEIF", "a.heic")]
)
def test_a_photo_loses_its_place_and_keeps_its_original(
    camille: Camille, settings: Any, tmp_path: Any, kind: str, name: str
) -> None:
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"private": private}
    data = with_place(kind)
    assert SAID in data
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    items = camille.fill(camille.begin(), more=PLACE)
    page = camille.fill(items, press="upload-photos", more={"photos": SimpleUploadedFile(name, data)})
    kept = Attachment.objects.get()
    original = read(kept.original)
    assert original == data
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    served = camille.client.get(page.tree.xpath("//*[@class='files']//img/@src")[0]).content
    for shown in (served, read(kept.copy)):
        assert SAID not in shown
        assert b"Exif" not in shown
        assert not Image.open(io.BytesIO(shown)).getexif()
        assert not {"xmp", "exif", "Comment", "XML:com.adobe.xmp"} & Image.open(io.BytesIO(shown)).info.keys()


def test_a_file_that_nobody_scanned_says_so(camille: Camille) -> None:
    items = camille.fill(camille.begin(), more=PLACE)
    page = camille.fill(
        items, press="upload-photos", more={"photos": SimpleUploadedFile("a.jpg", with_place("JPEG"))}
    )
    assert "Not scanned for viruses" in page.text
