"""Who comes in: staff with the desk's permission, in their own language; to a report, who may see it."""

from collections.abc import Callable, Container
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from workflows.models import Submission

View = Callable[..., HttpResponseBase]
SIDE_BAR = "wagtail_sidebar_collapsed"


def desk_view(view: View) -> View:
    """Let in who may read reports, in the language they prefer; nothing of the desk is kept by the browser.

    For all others there is no such report, and the rest is closed to them: they are not led elsewhere.
    The desk has three columns: Wagtail's side bar is slim there until somebody widens it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_use_desk(staff(request)):
            return _closed(request, kwargs)
        undecided = SIDE_BAR not in request.COOKIES
        request.COOKIES.setdefault(SIDE_BAR, "1")
        try:
            response = view(request, *args, **kwargs)
        except PermissionDenied:
            response = _closed(request)
        if undecided:
            response.set_cookie(SIDE_BAR, "1", samesite="Lax", secure=request.is_secure())
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    signed_in = require_admin_access(guarded)

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
            return _closed(request, kwargs)
        return cast(HttpResponseBase, signed_in(request, *args, **kwargs))

    return entered


def _closed(request: HttpRequest, asked: Container[str] = ()) -> HttpResponseBase:
    """Say that a page is not open to somebody; what is asked for by its number is not there at all."""
    if "number" in asked:
        raise Http404
    return render(request, "accounts/not_allowed.html", status=403)


def may_use_desk(user: User) -> bool:
    """Whether somebody has reports to read."""
    return user.has_perm("workflows.view_submission") or user.has_perm("workflows.audit_submission")


def staff(request: HttpRequest) -> User:
    """The session's user, known to be signed in."""
    return cast(User, request.user)


def report_or_404(user: User, number: str) -> Submission:
    """Return the report with this temporary or permanent number, if `user` may see it."""
    rows = Submission.objects.visible_to(user).select_related(
        *("form_version", "report_type__policy", "unit", "reviewer", "offence", "rejection_reason", "parent"),
        "entered_by",
    )
    named = Q(temporary_number=number.upper()) | Q(permanent_number=number.upper())
    return get_object_or_404(rows, named)
