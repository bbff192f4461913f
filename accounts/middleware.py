"""The second factor is required: a session with a password alone is nobody outside the sign-in pages."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.second_factor import has_factor, is_verified, step_for

SIGN_IN = "/accounts/"
# Of the sign-in pages these are open to a password alone even when the user has a factor: the way to show it.
STEPS = (
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/language/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/reauthenticate/",
    "/accounts/2fa/webauthn/login/",
)
GUARDED = ("/admin/", "/desk/", "/api/v1/desk", "/api/v1/transfers")
API = "/api/"


class SecondFactorMiddleware:
    """Lead to the second factor where staff work; everywhere else such a session is anonymous.

    A call with a token of its own never counts as the session's user: one of the two decides, not both.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith(SIGN_IN):
            return self.at_sign_in(request)
        if path.startswith(API) and has_token(request):
            request.user = AnonymousUser()
        elif path.startswith(GUARDED) and lacks_factor(request):
            return refusal() if path.startswith(API) else lead_to_step(request)
        else:
            hide_unless_verified(request)
        return self.get_response(request)

    def at_sign_in(self, request: HttpRequest) -> HttpResponse:
        """Let a password reach the steps only; before the first factor also the pages that enrol one."""
        if not request.path_info.startswith(STEPS) and lacks_factor(request) and has_factor(staff(request)):
            return lead_to_step(request)
        return self.get_response(request)


def has_token(request: HttpRequest) -> bool:
    """Whether the call names a token, right or wrong."""
    return request.headers.get("Authorization", "").lower().startswith("bearer ")


def staff(request: HttpRequest) -> User:
    """The session's user, known to be signed in."""
    return cast(User, request.user)


def lacks_factor(request: HttpRequest) -> bool:
    """Whether somebody is signed in by a password alone."""
    return request.user.is_authenticated and not is_verified(request, staff(request))


def hide_unless_verified(request: HttpRequest) -> None:
    """Make a session with a password alone anonymous; the session is read only if somebody asks who it is."""
    user = request.user

    def visible() -> User | AnonymousUser:
        return user if not user.is_authenticated or is_verified(request, user) else AnonymousUser()

    request.user = cast(User, SimpleLazyObject(visible))


def lead_to_step(request: HttpRequest) -> HttpResponse:
    """Redirect to where the factor is shown or enrolled; what was posted is lost, what was looked for is kept."""
    back_to = request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL
    return HttpResponseRedirect(step_for(staff(request), back_to))


def refusal() -> HttpResponse:
    """Answer a call in the browser's session that lacks the factor, as a problem document."""
    problem = {
        "type": "about:blank",
        "title": _("A second factor is needed"),
        "status": 403,
        "detail": _("Sign in with your authenticator app or security key, then try again."),
        "errors": [],
    }
    return JsonResponse(problem, status=403, content_type="application/problem+json")
