"""Where a report type's way lives: below its page, or, when the page is gone, below an address that stays."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from workflows import definition
from workflows.actors import By, Role
from workflows.models import ReportType, Submission


@dataclass(frozen=True)
class Way:
    """One report type as a citizen walks it: its type, the address it is under, its title, its page if there is one.

    `entered` tells the pages that staff walk it for somebody else (`forms/entering/`), and `by` is then who does.
    """

    report_type: ReportType
    base: str
    title: str
    page: Any = None
    by: By = Role.CITIZEN
    entered: Any = None

    def url(self, *parts: object) -> str:
        """Return the address of a step or page of the way."""
        return self.base + "".join(f"{part}/" for part in parts)


def way_of(request: HttpRequest, page: Any) -> Way:
    """Return the way below a report type's page; one that was never published has none."""
    if page.report_type is None:
        raise Http404
    return Way(page.report_type, page.get_url(request), page.title, page)


def way_without_page(draft: Submission) -> Way:
    """Return the way of a draft whose page is gone, so that it can be finished."""
    base = reverse("reportforms:continue", args=[draft.report_type.key])
    return Way(draft.report_type, base, definition.pick(draft.definition["title"], language()))


def way_for(request: HttpRequest, draft: Submission) -> Way:
    """Return where a draft goes on, in the language that is active: below its page if that is live."""
    from forms.models import ReportTypePage

    pages = ReportTypePage.objects.live().filter(locale__language_code=language())
    page = pages.filter(key=draft.report_type.key).first()
    if page is not None:
        return way_of(request, page)
    return way_without_page(draft)


def language() -> str:
    """Return the active language's code."""
    return get_language() or "en"
