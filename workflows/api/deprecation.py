"""Calls that will go: said in every answer of theirs and in the document, long before (RFC 9745, RFC 8594)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils.http import http_date

View = Callable[..., HttpResponse]


def deprecated(*, since: date, until: date, instead: str) -> Callable[[View], View]:
    """Say that a call goes after `until`, and which address takes its place."""

    def mark(view: View) -> View:
        @wraps(view)
        def told(*args: Any, **kwargs: Any) -> HttpResponse:
            response = view(*args, **kwargs)
            response["Deprecation"] = f"@{_seconds(since)}"
            response["Sunset"] = http_date(_seconds(until))
            response["Link"] = f'<{instead}>; rel="successor-version"'
            return response

        told.deprecated_until = until  # type: ignore[attr-defined]
        return told

    return mark


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())
