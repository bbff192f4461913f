"""Who comes in: staff who may enter reports; to a draft, whoever began it and nobody else."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from forms.routing import private
from workflows.desk.doors import View, desk_view, report_or_404, staff
from workflows.drafts import drafts
from workflows.entering import may_enter
from workflows.models import Submission


def entering_view(view: Any) -> View:
    """Let in who may enter reports for others; nothing of it is kept by the browser."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_enter(staff(request)):
            raise PermissionDenied
        return private(view)(request, *args, **kwargs)

    return desk_view(guarded)


def own_entry_or_404(request: HttpRequest, draft_id: UUID) -> Submission:
    """Return the draft, or what became of it, that this member of staff began."""
    rows = drafts().select_related("entered_by")
    entry: Submission = get_object_or_404(rows, public_id=draft_id, entered_by=staff(request))
    return entry


def report_for_somebody_or_404(request: HttpRequest, number: str, allowed: Any) -> Submission:
    """Return a report of one's units if `allowed` says that this may be done for its person now."""
    report = report_or_404(staff(request), number)
    if not allowed(staff(request), report):
        raise Http404
    return report
