"""Addresses that were put on paper: which page they led to, and where they hang."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PrintedCode(models.Model):
    """A link or QR code that somebody took to print it. It stays on walls for years, whatever becomes of the page."""

    path = models.CharField(_("address"), max_length=500, unique=True)
    where = models.CharField(_("where it hangs"), max_length=120, blank=True)
    title = models.CharField(_("what it led to"), max_length=255)
    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+", db_index=True
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("printed code")
        verbose_name_plural = _("printed codes")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.path
