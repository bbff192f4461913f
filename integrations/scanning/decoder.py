"""Decodes one picture per process, away from everything else. Run by `pictures.py`, as a script of its own.

The helper imports the picture libraries once and then forks a child for each picture that comes
over its control socket (standard input). A child has little memory, little time, no files to write
and no secrets in its environment; whatever a picture does to it ends with it. When the control
socket closes, the helper ends.

Answer: one line of JSON (`error`, or `format`, `copy` and `thumbnail` as sizes), then the bytes.
"""

import io
import json
import os
import resource
import signal
import socket
import warnings
from contextlib import suppress
from typing import Any

import pillow_heif
from PIL import Image, ImageOps

# Told apart by content, each decoded by the one library for it.
FORMATS = ["JPEG", "PNG", "WEBP", "HEIF"]
COPY_SIDE, THUMBNAIL_SIDE = 2000, 400
CPU_SECONDS = 10
MEMORY_BYTES = 1 << 30
OPAQUE = {"RGB", "L"}
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
    return ImageOps.exif_transpose(image)


def _encoded(image: Image.Image) -> bytes:
    """JPEG, or PNG where something shines through; nothing of the original but its pixels."""
    bare, target = Image.new(image.mode, image.size), io.BytesIO()
    bare.paste(image)
    if image.mode in OPAQUE:
        bare.save(target, "JPEG", quality=85)
    else:
        bare.save(target, "PNG")
    return target.getvalue()


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
    """Read one job (a line with the most pixels, then the file) and answer it."""
    with channel, channel.makefile("rb") as incoming:
        most_pixels = int(incoming.readline())
        data = incoming.read()
        try:
            told, content = pictures(data, most_pixels)
        except MemoryError:
            told, content = {"error": "too_many_pixels"}, b""
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
