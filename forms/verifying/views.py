"""Verifying a copy: by the code on it, or by the file itself. Says whether it is ours, and nothing personal."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.visitors import address_of
from forms.days import day_of
from forms.routing import private
from forms.way.places import language
from forms.way.resuming import paused
from pdf.verify import MAX_BYTES, Verdict
from pdf.verify import verify as verify_pdf
from workflows import definition
from workflows.attempts import TooMany, check_attempts, note_attempt
from workflows.models import Document
from workflows.secrets import fold

GROUPS_OF_FOUR = re.compile(r"(.{4})(?=.)")


@dataclass(frozen=True)
class Result:
    """What is known of a copy: `state` is genuine, known, altered or unknown."""

    state: str
    number: str = ""
    title: str = ""
    made: str = ""


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Lead to the page in the language that the browser prefers; a code from a QR mark goes along."""
    query = request.META.get("QUERY_STRING", "")
    response = redirect(f"/{get_language_from_request(request)}/verify/" + (f"?{query}" if query else ""))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@private
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a file, or say what the one given is."""
    # No code has a NUL, and not every database can be asked for one.
    code = (request.POST.get("code") or request.GET.get("code") or "").replace("\0", "")[:60].strip()
    upload = request.FILES.get("file")
    if not code and upload is None:
        wrong = _("Enter the code, or choose the file.") if request.method == "POST" else ""
        return render(request, "forms/verify.html", {"wrong": wrong}, status=422 if wrong else 200)
    try:
        check_attempts("verify", address_of(request), most=settings.WRONG_CODES_PER_ADDRESS)
    except TooMany as pause:
        return paused(request, pause)
    result = of_file(bytes(upload.read(MAX_BYTES + 1))) if upload is not None else of_code(code)
    if result.state == "unknown":
        note_attempt("verify", address_of(request))
    return render(
        request, "forms/verify.html", {"result": result, "code": code, "by_file": upload is not None}
    )


def of_code(code: str) -> Result:
    """Return what the code on a copy stands for. Who has the paper compares the two."""
    spelled = GROUPS_OF_FOUR.sub(r"\1-", fold(code))
    # No code has a NUL, and not every database can be asked for one.
    document = None if "\0" in spelled else _documents().filter(verification_code=spelled).first()
    return _told("known", document) if document else Result("unknown")


def of_file(content: bytes) -> Result:
    """Return what a file is: ours to the byte, ours but changed since, or not known."""
    verdict = verify_pdf(content)
    document = _documents().filter(sha256=verdict.sha256).first()
    if verdict.genuine:
        return _told("genuine", document, verdict.signed_at)
    return Result("altered" if _was_ours(verdict) else "unknown")


def _was_ours(verdict: Verdict) -> bool:
    return verdict.sealed and not verdict.intact


def _documents() -> Any:
    return Document.objects.select_related("submission__form_version")


def _told(state: str, document: Document | None, sealed_at: datetime | None = None) -> Result:
    if document is None:
        return Result(state, made=day_of(sealed_at))
    report = document.submission
    title = definition.pick(report.definition["title"], language())
    return Result(state, report.permanent_number or "", title, day_of(document.made_at))
