"""The second factor: whether a session has shown it lately, and where to lead one that has not."""

import ipaddress
import time
from collections.abc import Mapping
from typing import Any, cast

from allauth.account.authentication import get_authentication_records
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User

STRONG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_verified(request: HttpRequest, user: User) -> bool:
    """Whether this session may open what the password alone must not."""
    return has_shown_factor(request, user) or is_exempt(request)


def has_shown_factor(request: HttpRequest, user: User) -> bool:
    """Whether this user showed it in this session, or a provider vouches, within the last shift."""
    oldest = time.time() - settings.SECOND_FACTOR_AGE
    records = get_authentication_records(request, user)
    return any(vouches(record) and record.get("at", 0) >= oldest for record in records)


def vouches(record: Mapping[str, Any]) -> bool:
    """Whether one entry of allauth's list of what was shown in this session counts as a second factor."""
    if record.get("method") == "socialaccount":
        return record.get("provider") in settings.SECOND_FACTOR_PROVIDERS
    return record.get("method") == "mfa"


def has_factor(user: User) -> bool:
    """Whether the user has enrolled an app or a key; recovery codes alone are none."""
    return cast(bool, is_mfa_enabled(user, STRONG))


def count_enrolment_as_shown(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Take a factor that was just enrolled as shown: its first code or touch was checked a moment ago.

    allauth tells of it by a signal only. Recovery codes come along unasked and prove nothing.
    """
    if authenticator.type in STRONG:
        post_authentication(request, authenticator, reauthenticated=True)


def step_for(user: User, back_to: str) -> str:
    """Return the address where the user shows the second factor, or enrols one, and comes back from."""
    if not has_factor(user):
        return reverse("mfa_index")
    has_app = is_mfa_enabled(user, [Authenticator.Type.TOTP])
    page = "mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn"
    return f"{reverse(page)}?{urlencode({'next': back_to})}"


def is_exempt(request: HttpRequest) -> bool:
    """Whether this is the demonstration on somebody's own machine, where the demo accounts have no factor.

    Three locks: the setting, an environment that is not production, and a connection that is local at both
    ends and came through no proxy.
    """
    if not (settings.SECOND_FACTOR_EXEMPT and settings.DEMO) or settings.PRODUCTION:
        return False
    host, _port = split_domain_port(request.get_host())
    proxied = any(
        name in request.META for name in ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED")
    )
    return not proxied and is_loopback(host) and is_loopback(request.META.get("REMOTE_ADDR", ""))


def is_loopback(host: str) -> bool:
    """Whether a host or an address is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
