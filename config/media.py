"""The pages' files where no nginx gives them: whole, or the part that a player asks for (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.static import serve

ASKED = re.compile(r"bytes=(\d*)-(\d*)")
AT_ONCE = 64 * 1024


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Give a file, or one part of it; reports' files are never below this folder."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if not isinstance(response, FileResponse):
        return response
    response["Accept-Ranges"] = "bytes"
    size = int(response["Content-Length"])
    wanted = range_of(request, response["Last-Modified"], size)
    if wanted is None:
        return response
    first, last = wanted
    file: Any = response.file_to_stream
    if first > last:
        file.close()
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    part = StreamingHttpResponse(piece(file, first, last), status=206, content_type=response["Content-Type"])
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    part["Content-Length"] = str(last - first + 1)
    part["Last-Modified"], part["Accept-Ranges"] = response["Last-Modified"], "bytes"
    return part


def range_of(request: HttpRequest, changed: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that are asked for, or None for the whole file.

    What cannot be given is a range whose first byte is after its last. Several parts at once are answered as a whole.
    """
    found = ASKED.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if request.method != "GET" or found is None or found[0] == "bytes=-":
        return None
    if request.headers.get("If-Range", changed) != changed:
        return None
    if not found[1]:
        return (max(0, size - int(found[2])), size - 1) if int(found[2]) else (size, 0)
    first, last = int(found[1]), int(found[2] or size - 1)
    if found[2] and last < first:
        return None
    return (first, min(last, size - 1)) if first < size else (size, 0)


def piece(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    """Yield the bytes of a file from the first to the last one, and close it."""
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (read := file.read(min(AT_ONCE, left))):
            left -= len(read)
            yield read
