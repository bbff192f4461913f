"""The process that renders copies and examines seals: it loads all once, then forks for each job, under limits.

Run by `pdf.warm` as `python -m pdf.child FD`. It never imports Django, has no settings, no database and
no secrets in its environment. It ends when the process that started it ends: the socket closes then.
"""

import base64
import ctypes
import gc
import io
import logging
import os
import re
import resource
import signal
import socket
import sys
from typing import Any, NoReturn

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

from pdf.drawing import draw_mark, keep_headings, keep_vowels, load_fonts
from pdf.examine import examine
from pdf.glyphs import spelled
from pdf.wire import FAILED, OK, receive_job, send_answer

CPU_SECONDS = 60
MEMORY = 2 * 1024**3
PICTURES = ("JPEG", "PNG", "WEBP", "HEIF")
PICTURE_PIXELS = 50_000_000
PICTURE_SIDE = 1400
PICTURE_BOX = (380, 260)  # points
FILE_BYTES = 64 * 1024**2
PR_SET_PDEATHSIG = 1

# Nothing may be read from a path or fetched: fonts are loaded before, pictures come inside the document.
POLICY = ResourceAccessPolicy.server(
    None, allow_remote=False, max_document_bytes=64 * 1024**2, max_render_seconds=None, max_local_bytes=None
)
FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto",
    "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork", "os.kill",
)  # fmt: skip
_PICTURE = re.compile(r'<img src="picture:(\d+)" alt="([^"]*)"\s*/?>')


def picture(content: bytes) -> str:
    """Return the picture as an element: a JPEG, upright, in sRGB, small enough to print well, within its box."""
    Image.MAX_IMAGE_PIXELS = PICTURE_PIXELS
    with Image.open(io.BytesIO(content), formats=PICTURES) as image:
        image.draft("RGB", (PICTURE_SIDE, PICTURE_SIDE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
        sheet = Image.new("RGB", upright.size, "white")
        sheet.paste(upright.convert("RGB"), mask=upright.getchannel("A") if upright.mode == "RGBA" else None)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=80)
    factor = min(PICTURE_BOX[0] / sheet.width, PICTURE_BOX[1] / sheet.height)
    size = f"width: {sheet.width * factor:.1f}pt; height: {sheet.height * factor:.1f}pt"
    return f'<img style="{size}" src="data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"'


def with_pictures(html: str, pictures: list[bytes]) -> str:
    """Put the pictures where the document names them; one that cannot be read becomes its sentence."""

    def place(match: re.Match[str]) -> str:
        try:
            element = picture(pictures[int(match[1])])
        except (OSError, ValueError, IndexError, SyntaxError, Image.DecompressionBombError):
            return f"<span>{match[2]}</span>"
        return f'{element} alt="{match[2]}">'

    return _PICTURE.sub(place, html)


def to_pdf(job: dict[str, Any], html: str, pictures: list[bytes], drawn: set[int]) -> bytes:
    """Return the PDF of one job; raise whatever the renderer raises."""
    html = spelled(html, drawn)
    # The renderer takes this pair for a badly decoded no-break space and would lose the letter.
    html = html.replace("Â\xa0", "Â ")
    draw_mark(job["mark"])
    out = io.BytesIO()
    result = pisa.CreatePDF(
        with_pictures(html, pictures),
        out,
        encoding="utf-8",
        capacity=-1,
        resource_policy=POLICY,
        context_meta=job["meta"],
    )
    if result.err:
        raise ValueError("The renderer counted errors.")
    return out.getvalue()


def done(job: dict[str, Any], parts: list[bytes], drawn: set[int]) -> bytes:
    """Return what the job asks for."""
    if job["task"] == "examine":
        return examine(*parts)
    html, *pictures = parts
    return to_pdf(job, html.decode("utf-8", "surrogatepass"), pictures, drawn)


def forbid(event: str, _arguments: tuple[object, ...]) -> None:
    """Refuse what a rendering has no need of, should a library ever try it."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)


def limit(seconds: int, parent: int) -> None:
    """Bound this process: processor time, wall clock, memory, files, and no life after its parent."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


def work(connection: socket.socket, drawn: set[int], parent: int) -> NoReturn:
    """Do one job in a process of its own, and end it."""
    try:
        job, parts = receive_job(connection)
        limit(job["seconds"], parent)
        sys.addaudithook(forbid)
        send_answer(connection, OK, done(job, parts, drawn))
    finally:
        error = sys.exc_info()[0]
        try:
            if error is not None:
                send_answer(connection, FAILED, error.__name__.encode())
        finally:
            os._exit(0)


def serve(control: socket.socket) -> None:
    """Fork for each connection handed over, until the other end is gone."""
    drawn = load_fonts()
    register_heif_opener()
    keep_headings()
    keep_vowels()
    to_pdf({"meta": {}, "mark": []}, "<p>Ready</p>", [], drawn)
    gc.collect()
    gc.freeze()
    parent = os.getpid()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        with socket.socket(fileno=descriptors[0]) as connection:
            if os.fork() == 0:
                control.close()
                work(connection, drawn, parent)


def main() -> None:
    """Serve on the descriptor named on the command line."""
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve(control)


if __name__ == "__main__":
    main()
