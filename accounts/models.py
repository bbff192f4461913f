"""The staff user: everyone who signs in. Citizens never do; they hold a number and a code."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody of the agency: an editor, a reviewer, a clerk."""

    badge = models.CharField(_("badge or employee number"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")

    class Meta(AbstractUser.Meta):
        verbose_name = _("staff member")
        verbose_name_plural = _("staff members")

    @property
    def display_name(self) -> str:
        """The name that colleagues and history show; the user name when none was given."""
        return self.get_full_name() or self.username
