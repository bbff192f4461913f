"""The pages around signing in that are ours; the rest are allauth's."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

set_language = require_POST(django_set_language)


@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead Wagtail's own sign-in page to ours; somebody signed in who came here may not open that page."""
    if request.user.is_authenticated:
        return render(request, "accounts/not_allowed.html", status=403)
    return HttpResponseRedirect(f"{reverse('account_login')}{safe_next(request)}")


@never_cache
def to_password_reset(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Lead Wagtail's own password reset to ours."""
    return HttpResponseRedirect(reverse("account_reset_password"))


@login_required
def email(request: HttpRequest) -> HttpResponse:
    """Show one's address; an administrator changes it, so a stolen session cannot move password resets."""
    return render(request, "account/email.html")


def safe_next(request: HttpRequest) -> str:
    """Return `?next=…` when the page asked for is on this site, else nothing."""
    target = request.GET.get("next", "")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(target, hosts, require_https=request.is_secure()):
        return ""
    return f"?{urlencode({'next': target})}"
