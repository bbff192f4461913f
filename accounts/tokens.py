"""API tokens: making one, knowing one again, what it may do."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.utils import timezone

from accounts.models import ApiToken, Scope, User

MARK = "constat"
USE_IS_NOTED_EVERY = timedelta(hours=1)


def issue(
    user: User, *, name: str, scopes: list[str] | None = None, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a token for `user` and return it with its text, which exists nowhere else."""
    scopes = sorted(set(scopes or []))
    unknown = [scope for scope in scopes if scope not in Scope.values]
    if unknown:
        raise ValueError(f"Unknown scope {', '.join(unknown)}. Known are {', '.join(Scope.values)}.")
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    text = f"{MARK}_{prefix}_{secret}"
    token = ApiToken.objects.create(
        user=user, name=name, prefix=prefix, digest=digest_of(text), scopes=scopes, expires_at=expires_at
    )
    return token, text


def authenticate(text: str, at: datetime | None = None) -> ApiToken | None:
    """Return the live token with this text, or None whatever the reason; notes the use to the hour."""
    at = at or timezone.now()
    mark, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    if mark != MARK or not secret:
        return None
    token = next(iter(ApiToken.objects.live(at).select_related("user").filter(prefix=prefix)[:1]), None)
    if token is None or not secrets.compare_digest(token.digest, digest_of(text)):
        return None
    note_use(token, at)
    return token


def allows(token: ApiToken, scope: str) -> bool:
    """Whether the token is not narrowed to something else; its user's permissions still decide."""
    return not token.scopes or scope in token.scopes


def revoke(token: ApiToken, at: datetime | None = None) -> None:
    """End a token now; a second time changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at or timezone.now())


def digest_of(text: str) -> str:
    """The hash that is stored. 256 random bits need no key and no slow hash."""
    return sha256(text.encode()).hexdigest()


def note_use(token: ApiToken, at: datetime) -> None:
    """Remember the use to the hour: reading must not write a row each time."""
    if token.last_used_at is None or at - token.last_used_at > USE_IS_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
