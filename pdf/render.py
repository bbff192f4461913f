"""A template and plain data in, a PDF out, rendered in a process of its own under limits."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from pdf.document import LetterCopy, ReportCopy
from pdf.errors import RenderFailed, RenderTimeout
from pdf.glyphs import FAMILY_LIST, needs_shaping
from pdf.warm import ask
from pdf.wire import FAILED, OK

__all__ = ["RenderFailed", "RenderTimeout", "render", "render_copy", "render_letter", "typeset"]

# Both languages on every copy: whoever is shown it may read the other one.
UNOFFICIAL = ("UNOFFICIAL COPY", "COPIE NON OFFICIELLE")


def render(template: str, context: dict[str, Any], *, language: str, mark: Sequence[str] = ()) -> bytes:
    """Return the PDF of `template` with `context` in `language`, the lines of `mark` pale across each page.

    Raises `RenderFailed` when this document will never render, `RenderTimeout` when a later try may.
    """
    html, pictures = typeset(template, context, language=language)
    job = {"task": "render", "meta": {"lang": language}, "mark": list(mark)}
    # Lone surrogates must arrive as such, to be named.
    document = html.encode("utf-8", "surrogatepass")
    status, body = ask(job, [document, *pictures], seconds=settings.PDF_SECONDS)
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
