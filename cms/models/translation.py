"""What a translation was made from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationSeen(models.Model):
    """The English that was there when a French text was last written, and which French that was."""

    key = models.CharField(max_length=120, unique=True)
    source = models.JSONField(default=list)
    source_digest = models.CharField(max_length=64, blank=True)
    target_digest = models.CharField(max_length=64)
    at = models.DateTimeField(_("seen"), auto_now=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("translation seen")
        verbose_name_plural = _("translations seen")

    def __str__(self) -> str:
        return self.key
