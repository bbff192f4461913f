"""Decodes one picture, or reads one PDF, per process, away from everything else. Run by `pictures.py`, as a script.

The helper imports the libraries once and then forks a child for each file that comes over its
control socket (standard input). A child has little memory, little time, no files to write and
no secrets in its environment; whatever a file does to it ends with it. When the control
socket closes, the helper ends.

Answer: one line of JSON (`error`, or `format`, `copy` and `thumbnail` as sizes), then the bytes; of a PDF no bytes.
"""

import io
import json
import os
import resource
import signal
import socket
import warnings
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image, ImageCms, ImageOps

# Told apart by content, each decoded by the one library for it.
FORMATS = ["JPEG", "PNG", "WEBP", "HEIF"]
COPY_SIDE, THUMBNAIL_SIDE = 2000, 400
CPU_SECONDS = 10
MEMORY_BYTES = 1 << 30
OPAQUE = {"RGB", "L"}
SRGB = ImageCms.createProfile("sRGB")
# What the picture libraries raise for files that are not what they say.
UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    ArithmeticError,
    LookupError,
    TypeError,
    RuntimeError,
    EOFError,
)
# Of a PDF: how much its streams may come to, what packs them, and what starts something or brings other files.
UNPACKED_BYTES = 1 << 29
DEFLATED = ("/FlateDecode", "/Fl")
PACKED = (*DEFLATED, "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL")
ACTIVE_KEYS = frozenset({"/JS", "/EF", "/XFA"})
ACTIVE_NAMES = frozenset({"/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia"})
NAMED_BY = ("/S", "/Type", "/Subtype")


def pictures(data: bytes, most_pixels: int) -> tuple[dict[str, Any], bytes]:
    """A copy without metadata, upright and of a size for screens, and its thumbnail."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > most_pixels:
            return {"error": "too_many_pixels"}, b""
        kind = image.format
        image.draft("RGB", (COPY_SIDE, COPY_SIDE))
        small = _upright(image, COPY_SIDE)
    thumbnail = small.copy()
    thumbnail.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), reducing_gap=2.0)
    copy, preview = _encoded(small), _encoded(thumbnail)
    return {"format": kind, "copy": len(copy), "thumbnail": len(preview)}, copy + preview


def _upright(image: Image.Image, side: int) -> Image.Image:
    """The picture as it was held, no larger than `side`, in colours that a browser knows."""
    if image.mode.startswith("I"):  # sixteen bits a pixel, which would all be shown white
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode not in OPAQUE:
        transparent = "A" in image.getbands() or "transparency" in image.info
        image = image.convert("RGBA" if transparent else "RGB")
    image.thumbnail((side, side), reducing_gap=2.0)
    return ImageOps.exif_transpose(_in_srgb(image))


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours that screens expect: its copy has no profile, and many phones use another."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA"}:
        return image
    with suppress(ImageCms.PyCMSError, OSError):  # a profile that nobody can read, or of other colours
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(image, source, SRGB, outputMode=image.mode)
        return image if found is None else found
    return image


def _encoded(image: Image.Image) -> bytes:
    """JPEG, or PNG where something shines through; nothing of the original but its pixels."""
    bare, target = Image.new(image.mode, image.size), io.BytesIO()
    bare.paste(image)
    if image.mode in OPAQUE:
        bare.save(target, "JPEG", quality=85)
    else:
        bare.save(target, "PNG")
    return target.getvalue()


def document(data: bytes) -> dict[str, Any]:
    """What keeps a PDF from being taken: it cannot be opened, does something by itself, or unpacks to too much."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            room = UNPACKED_BYTES
            for thing in _things(pdf):
                if _does_something(thing):
                    return {"error": "active"}
                room -= _unpacked(thing, room)
                if room < 0:
                    return {"error": "too_large"}
    except pikepdf.PasswordError:
        return {"error": "password"}
    except pikepdf.PdfError:
        return {"error": "unreadable"}
    return {"format": "PDF"}


def _things(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary and stream of a PDF once, also those that stand within others."""
    waiting = [pdf.trailer, *pdf.objects]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            inner = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            inner = [value for _key, value in thing.items()]
        else:
            continue
        waiting.extend(each for each in inner if isinstance(each, pikepdf.Object) and not each.is_indirect)


def _does_something(thing: Any) -> bool:
    return not ACTIVE_KEYS.isdisjoint(thing.keys()) or any(
        str(thing.get(key, "")) in ACTIVE_NAMES for key in NAMED_BY
    )


def _unpacked(thing: Any, most: int) -> int:
    """How many bytes a stream comes to, no further than `most` is passed; what is packed twice is too much."""
    if not isinstance(thing, pikepdf.Stream):
        return 0
    named = thing.get("/Filter", [])
    filters = [str(each) for each in named] if isinstance(named, pikepdf.Array) else [str(named)]
    if len([each for each in filters if each in PACKED]) > 1:
        return most + 1
    if filters[:1] == [] or filters[0] not in DEFLATED:
        return 0
    return _inflated(thing.read_raw_bytes(), most)


def _inflated(packed: bytes, most: int) -> int:
    unpacker, size = zlib.decompressobj(), 0
    with suppress(zlib.error):  # damaged streams are for a reader to make the best of
        while packed and size <= most:
            size += len(unpacker.decompress(packed, 1 << 20))
            packed = unpacker.unconsumed_tail
    return size


def limit() -> None:
    """Take away what decoding does not need."""
    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with suppress(ValueError, OSError):  # macOS knows no limit of the address space
            resource.setrlimit(kind, (most, most))


def answer(channel: socket.socket) -> None:
    """Read one job (a line with the most pixels of a picture, then the file) and answer it."""
    with channel, channel.makefile("rb") as incoming:
        most_pixels = int(incoming.readline())
        data = incoming.read()
        try:
            told, content = (
                (document(data), b"") if data.startswith(b"%PDF-") else pictures(data, most_pixels)
            )
        except MemoryError:
            told, content = {"error": "too_large" if data.startswith(b"%PDF-") else "too_many_pixels"}, b""
        except UNREADABLE:
            told, content = {"error": "unreadable"}, b""
        channel.sendall(json.dumps(told).encode() + b"\n" + content)


def serve(control: socket.socket) -> None:
    """Fork a child for every channel that comes; end when nobody is there to send one."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not descriptors:
            return
        channel = socket.socket(fileno=descriptors[0])
        if os.fork() == 0:
            try:
                control.close()
                limit()
                answer(channel)
            finally:
                os._exit(0)
        channel.close()


def main() -> None:
    """Make ready, then serve the socket that is standard input."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # the limit that counts comes with each job
    Image.preinit()
    Image.init()
    pillow_heif.register_heif_opener(thumbnails=False)
    serve(socket.socket(fileno=0))


if __name__ == "__main__":
    main()
