"""Who calls: three kinds of secret, none of which opens what another one does."""

import re
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer
from ninja.utils import check_csrf

from accounts import tokens
from accounts.models import User
from workflows.api.limits import count_call
from workflows.api.refusals import Forbidden, NotSignedIn
from workflows.following import report_of
from workflows.models import Submission

_DRAFT_TOKEN = re.compile(r"[0-9a-f]{64}")
SAFE = ("GET", "HEAD", "OPTIONS")


class DraftToken(HttpBearer):
    """The token of one draft. Whether it fits the draft is seen where the draft is looked for."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """Return the token when it has the form of one."""
        return token if _DRAFT_TOKEN.fullmatch(token) else None


class ReportToken(HttpBearer):
    """An hour's token for following one report, from `POST access`."""

    def authenticate(self, request: HttpRequest, token: str) -> Submission | None:
        """Return the report that the token opens."""
        return report_of(token)


class ReadingToken(HttpBearer):
    """For reading a report: its own token, or one of staff. Whether they may is seen where it is looked for."""

    def authenticate(self, request: HttpRequest, token: str) -> "Submission | Staff | None":
        """Return the report that the token opens, or who reads."""
        return report_of(token) or StaffToken("desk:read").authenticate(request, token)


@dataclass(frozen=True)
class Staff:
    """Who acts on the desk, by token or in the browser's session."""

    user: User


class StaffToken(HttpBearer):
    """A token of staff or of a system with the scope that the call needs; on the desk also the session."""

    def __init__(self, scope: str, *, session: bool = True) -> None:
        super().__init__()
        self.scope = scope
        self.session = session

    def __call__(self, request: HttpRequest) -> Any:
        """Return who calls; raise when the token is not one, or is narrowed to something else."""
        if "Authorization" in request.headers:
            return super().__call__(request)
        if not self.session or not request.user.is_authenticated:
            raise NotSignedIn
        if request.method not in SAFE and check_csrf(request) is not None:
            raise Forbidden(_("The form's protection is missing. Send the header “X-CSRFToken”."))
        return Staff(request.user)

    def authenticate(self, request: HttpRequest, token: str) -> Staff | None:
        """Return the token's user."""
        known = tokens.authenticate(token)
        if known is None:
            return None
        if not tokens.allows(known, self.scope):
            raise Forbidden(_("This token is not made for this. It lacks the scope “%s”.") % self.scope)
        count_call(request, "token", known.prefix, settings.API_CALLS_PER_TOKEN)
        return Staff(known.user)


def caller(request: HttpRequest) -> Any:
    """Return what the call's key opened."""
    return cast(Any, request).auth


def staff_of(request: HttpRequest) -> User:
    """Return the member of staff who calls."""
    return cast(Staff, caller(request)).user


def reader_of(request: HttpRequest) -> User:
    """Return the member of staff who calls, if their role reads reports at all."""
    user = staff_of(request)
    if not (user.has_perm("workflows.view_submission") or user.has_perm("workflows.audit_submission")):
        raise Forbidden(_("Your role has no access to reports."))
    return user
