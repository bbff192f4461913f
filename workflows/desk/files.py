"""Files of a report for its readers: copies made anew to look at, originals only as a named download."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from workflows.attachments import read
from workflows.copies import official_copy, unofficial_copy
from workflows.desk.doors import desk_view, report_or_404, staff
from workflows.history import record_read
from workflows.models import Attachment, Submission

# What was sent by a stranger runs nothing and loads nothing, wherever it is opened.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
JPEG, PNG, PNG_SIGN = "image/jpeg", "image/png", b"\x89PNG"


@require_safe
@desk_view
def thumbnail(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """A small picture. The page that shows it is the read that history has."""
    report, file = _file(request, number, pk)
    response = _picture(file.thumbnail, f"{report}-{file.pk.hex[:8]}")
    patch_cache_control(response, private=True, max_age=3600)
    return response


@require_safe
@desk_view
def copy(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """The picture made anew from its pixels, to look at."""
    report, file = _file(request, number, pk)
    record_read(report, by=staff(request), what=f"copy:{file.pk}")
    return _picture(file.copy, f"{report}-{file.pk.hex[:8]}")


@require_safe
@desk_view
def original(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """The file as it was sent, as a download: it is never opened in the page."""
    report, file = _file(request, number, pk)
    if file.status in {Attachment.Status.REFUSED, Attachment.Status.PENDING}:
        raise Http404
    record_read(report, by=staff(request), what=f"original:{file.pk}")
    return _sent(read(file.original), "application/octet-stream", file.name, attached=True)


@require_safe
@desk_view
def document(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The unofficial copy as the report stands now, or the sealed official one."""
    report = report_or_404(staff(request), number)
    if kind not in {"unofficial", "official"}:
        raise Http404
    content = official_copy(report) if kind == "official" else unofficial_copy(report)
    if content is None:
        raise Http404
    record_read(report, by=staff(request), what=f"{kind}_copy")
    return _sent(content, "application/pdf", f"{report}-{kind}.pdf", attached=False)


def _file(request: HttpRequest, number: str, pk: uuid.UUID) -> tuple[Submission, Attachment]:
    """Return a file of a report, also one that an answer to an officer took out."""
    report = report_or_404(staff(request), number)
    return report, get_object_or_404(report.attachments, pk=pk)


def _picture(path: str, name: str) -> HttpResponse:
    if not path:
        raise Http404
    content = read(path)
    kind, ending = (PNG, "png") if content.startswith(PNG_SIGN) else (JPEG, "jpg")
    response = _sent(content, kind, f"{name}.{ending}", attached=False)
    response["Content-Security-Policy"] = SANDBOX
    return response


def _sent(content: bytes, media_type: str, name: str, *, attached: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    disposition = content_disposition_header(attached, name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    if attached:
        response["Content-Security-Policy"] = SANDBOX
    return response
