"""Answers as JSON: times with their offset, addresses below /api/v1/."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language

ROOT = "/api/v1"


def reply(data: Any, status: int = 200, **headers: str) -> HttpResponse:
    """Return `data` as JSON; header names are written with underscores."""
    content = json.dumps(data, separators=(",", ":"))
    response = HttpResponse(content, status=status, content_type="application/json")
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def bytes_reply(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Return a file to keep, which no browser takes for a page of this site."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def language_of(_request: HttpRequest) -> str:
    """Return the language in which this call is answered."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def moment(at: datetime | None) -> str | None:
    """Return a moment as RFC 3339 with the agency's offset."""
    return localtime(at).isoformat(timespec="seconds") if at else None


def version_reference(version: Any) -> dict[str, Any]:
    """Return how a version is always named: digest, number and where its body is."""
    return {
        "digest": version.digest,
        "number": version.number,
        "href": f"{ROOT}/definitions/{version.digest}",
    }
