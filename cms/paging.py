"""Lists over several pages: where the page before and the one after are."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page


def neighbours(shown: Page[Any], **asked: str) -> dict[str, str]:
    """Return the addresses `previous` and `next` as a template wants them, with what was asked; empty at the ends."""
    found = {"previous": "", "next": ""}
    if shown.has_previous():
        found["previous"] = f"?{urlencode({**asked, 'page': shown.previous_page_number()})}"
    if shown.has_next():
        found["next"] = f"?{urlencode({**asked, 'page': shown.next_page_number()})}"
    return found
