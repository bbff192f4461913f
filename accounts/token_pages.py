"""API tokens in Wagtail's settings: everybody sees their own; administrators see and revoke all."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import ApiToken, User
from accounts.tokens import revoke

REGISTER_SHOWS = 200


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the tokens that this person may see, the newest first."""
    user, now = cast(User, request.user), timezone.now()
    tokens = ApiToken.objects.visible_to(user).select_related("user")[:REGISTER_SHOWS]
    rows = [
        {"token": token, "live": token.is_live(now), "may_revoke": may_revoke(user, token)}
        for token in tokens
    ]
    return TemplateResponse(request, "accounts/tokens.html", {"rows": rows})


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a token that this person sees and may revoke; any other is not there."""
    user = cast(User, request.user)
    token = get_object_or_404(ApiToken.objects.visible_to(user), pk=pk)
    if not may_revoke(user, token):
        messages.error(request, _("Only an administrator revokes the tokens of others."))
    else:
        revoke(token)
        messages.success(request, _("The token is revoked. Calls with it are refused from now on."))
    return redirect("accounts_tokens")


def may_revoke(user: User, token: ApiToken) -> bool:
    """One's own, or anybody's with the permission."""
    return token.user_id == user.pk or user.has_perm("accounts.revoke_apitoken")
