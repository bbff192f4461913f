"""The film of a recording: its chunks one after the other, whole or the part that a player asks for (RFC 9110, 14)."""

import re
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from video.files import read
from video.models import Recording
from workflows.api.refusals import Refusal

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class NoSuchRange(Refusal):
    """The part that was asked for lies behind the end of the film."""

    status = 416
    code = "no_such_range"
    sentence = _("The film has no such part.")


def film_of(recording: Recording, wanted: str) -> StreamingHttpResponse:
    """Return the film; `wanted` is the `Range` header or nothing. Raises `NoSuchRange` for what is not of the film.

    Several ranges at once, other units and what is no range are answered with the whole film, as the standard says.
    """
    sizes = list(recording.chunks.values_list("number", "size", "path"))
    whole = sum(size for _number, size, _path in sizes)
    part = _part(wanted, whole)
    if part is not None and part[0] > part[1]:
        raise NoSuchRange(headers={"Content-Range": f"bytes */{whole}"})
    begins, ends = part or (0, whole - 1)
    answer = StreamingHttpResponse(
        _bytes([(size, path) for _number, size, path in sizes], begins, ends),
        status=206 if part else 200,
        content_type=recording.media_type,
    )
    answer["Content-Length"] = str(ends - begins + 1)
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    if part:
        answer["Content-Range"] = f"bytes {begins}-{ends}/{whole}"
    return answer


def is_beginning(wanted: str) -> bool:
    """Whether a request is for the film from its beginning: the one that counts as reading it."""
    found = _RANGE.fullmatch(wanted.strip())
    return found is None or found[1] in {"", "0"}


def _part(wanted: str, whole: int) -> tuple[int, int] | None:
    """Return the first and last byte, the first after the last when there is no such part; None is the whole."""
    found = _RANGE.fullmatch(wanted.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if first and last and int(last) < int(first):
        return None
    if not first:
        return (max(whole - int(last), 0), whole - 1) if int(last) else (1, 0)
    ends = min(int(last), whole - 1) if last else whole - 1
    return (int(first), ends) if int(first) < whole else (1, 0)


def _bytes(chunks: list[tuple[int, str]], begins: int, ends: int) -> Iterator[bytes]:
    at = 0
    for size, path in chunks:
        if at <= ends and at + size > begins:
            yield read(path)[max(begins - at, 0) : ends + 1 - at]
        at += size
