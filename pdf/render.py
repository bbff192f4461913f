"""A template and plain data in, a PDF out, rendered in a process of its own under limits.

`render` may be called from any thread of any process. The first call starts one warm process per
process of ours (libraries and fonts loaded, about a second); it forks for each job and ends with us.
"""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from pdf.document import LetterCopy, ReportCopy
from pdf.glyphs import FAMILY_LIST, needs_shaping
from pdf.wire import FAILED, OK, receive_answer, send_job

# Both languages on every copy: whoever is shown it may read the other one.
UNOFFICIAL = ("UNOFFICIAL COPY", "COPIE NON OFFICIELLE")
BASE = Path(__file__).resolve().parent.parent


class RenderError(Exception):
    """No PDF came of it."""


class RenderFailed(RenderError):
    """This document cannot be rendered: the same again would fail again."""


class RenderTimeout(RenderError):
    """It took too long or the renderer was gone: worth another try later."""


class WarmProcess:
    """The process that forks for each job: started when first needed, and again when it is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def connect(self) -> socket.socket:
        """Return a connection to a fresh child that waits for its job."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()
            assert self._control is not None
            try:
                socket.send_fds(self._control, [b"j"], [theirs.fileno()])
            except OSError:
                self._start()
                socket.send_fds(self._control, [b"j"], [theirs.fileno()])
        return ours

    def forget(self) -> None:
        """Let go of it, so that it ends; the next job starts another."""
        if self._control is not None:
            self._control.close()
        self.__init__()

    def _start(self) -> None:
        if self._control is not None:
            self._control.close()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-s", "-m", "pdf.child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=BASE,
                # No keys, no passwords, no address of a database: a renderer needs none of them.
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            )


_warm = WarmProcess()
# A fork of ours has the descriptor but not the process: it starts its own.
os.register_at_fork(after_in_child=_warm.forget)
# More at once than there are processors would only make each slower.
_turn = threading.BoundedSemaphore(os.cpu_count() or 2)


def render(template: str, context: dict[str, Any], *, language: str, mark: Sequence[str] = ()) -> bytes:
    """Return the PDF of `template` with `context` in `language`, the lines of `mark` pale across each page.

    Raises `RenderFailed` when this document will never render, `RenderTimeout` when a later try may.
    """
    html, pictures = typeset(template, context, language=language)
    seconds = settings.PDF_SECONDS
    job = {"seconds": seconds, "meta": {"lang": language}, "mark": list(mark)}
    if not _turn.acquire(timeout=seconds):
        raise RenderTimeout("All renderers were busy.")
    try:
        status, body = _ask(job, html, pictures)
    finally:
        _turn.release()
    if status == OK:
        return body
    if status == FAILED:
        raise RenderFailed(f"The renderer gave up: {body.decode()}.")
    raise RenderTimeout("The renderer was stopped by a limit.")


def render_copy(copy: ReportCopy) -> bytes:
    """Return the PDF of a report's copy; see `render`."""
    mark = () if copy.kind == "official" else UNOFFICIAL
    return render(f"pdf/{copy.kind}.html", {"copy": copy}, language=copy.language, mark=mark)


def render_letter(letter: LetterCopy) -> bytes:
    """Return the PDF of a letter; see `render`."""
    return render("pdf/letter.html", {"copy": letter}, language=letter.language)


def typeset(template: str, context: dict[str, Any], *, language: str) -> tuple[str, list[bytes]]:
    """Return the document as HTML with the pictures it names, in the language of its reader."""
    pictures: list[bytes] = []
    everything = {**context, "pictures": pictures, "font_families": FAMILY_LIST, "language": language}
    with translation.override(language):
        html = render_to_string(template, everything)
        if needs_shaping(html):
            pictures.clear()
            html = render_to_string(template, {**everything, "unshaped": True})
    return html, pictures


def _ask(job: dict[str, Any], html: str, pictures: list[bytes]) -> tuple[bytes, bytes]:
    with _warm.connect() as connection:
        # The child ends itself first; this is for a child that is gone without a word.
        connection.settimeout(job["seconds"] + 5)
        try:
            send_job(connection, job, html, pictures)
            return receive_answer(connection)
        except OSError:
            return b"", b""
