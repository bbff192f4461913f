"""The staff user and the tokens with which staff and systems call the API. Citizens have neither."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody of the agency: an editor, a reviewer, a clerk."""

    badge = models.CharField(_("badge or employee number"), max_length=20, blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        default="en",
        choices=settings.LANGUAGES,
        help_text=_("The language in which we write to this person."),
    )

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff members")

    @property
    def display_name(self) -> str:
        """The name that colleagues and history show; the user name when none was given."""
        return self.get_full_name() or self.username


class Scope(models.TextChoices):
    """What a token may be narrowed to; one without scopes does all that its user may."""

    DESK_READ = "desk:read", _("Read reports on the desk")
    DESK_ACT = "desk:act", _("Act on reports on the desk")
    TRANSFERS = "transfers", _("Collect transfers and give receipts")
    WEBHOOKS = "webhooks", _("Manage webhooks")
    CONTENT = "content", _("Work on pages and report types")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Which tokens."""

    def live(self, at: datetime) -> "ApiTokenQuerySet":
        """Those that open something at that time: neither revoked nor expired, of somebody still active."""
        unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
        return self.filter(unexpired, revoked_at__isnull=True, user__is_active=True)

    def visible_to(self, user: User) -> "ApiTokenQuerySet":
        """One's own; everybody's for those who may view tokens."""
        return self if user.has_perm("accounts.view_apitoken") else self.filter(user=user)


class ApiToken(models.Model):
    """A key to the API in somebody's name. Only its hash is here: nobody can show it a second time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="api_tokens",
        verbose_name=_("staff member"),
    )
    name = models.CharField(_("name"), max_length=80, help_text=_("What uses it, such as “records system”."))
    prefix = models.CharField(_("starts with"), max_length=16, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    scopes = models.JSONField(_("scopes"), default=list, blank=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        permissions = [("revoke_apitoken", _("Can revoke API tokens"))]
        ordering = ["-created_at"]
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def is_live(self, at: datetime) -> bool:
        """Whether it opens something at that time, as far as the token itself goes."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > at)
